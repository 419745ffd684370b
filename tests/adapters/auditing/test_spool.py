from gongkai.adapters.auditing.spool import Spool, pack


def test_按次序取回_可以再取一遍_取到一半还能接着放():
    with Spool() as spool:
        for number in range(3):
            spool.append(pack({"number": number, "text": "公开" * number}))
        assert [record["number"] for record in spool] == [0, 1, 2]
        reading = iter(spool)
        assert next(reading)["number"] == 0
        spool.append(pack({"number": 3}))
        assert [record["number"] for record in reading] == [1, 2, 3]


def test_空的暂存没有记录():
    with Spool() as spool:
        assert list(spool) == []
