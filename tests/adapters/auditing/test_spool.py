from gongkai.adapters.auditing.spool import Spool, pack


def test_records_come_back_in_order_and_may_be_appended_while_reading():
    with Spool() as spool:
        for number in range(3):
            spool.append(pack({"number": number, "text": "公开" * number}))
        assert [record["number"] for record in spool] == [0, 1, 2]
        reading = iter(spool)
        assert next(reading)["number"] == 0
        spool.append(pack({"number": 3}))
        assert [record["number"] for record in reading] == [1, 2, 3]


def test_an_empty_spool_holds_nothing():
    with Spool() as spool:
        assert list(spool) == []
