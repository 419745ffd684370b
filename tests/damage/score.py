"""What was read, beside what is there."""

from dataclasses import dataclass, field

from gongkai.core.reporting.report import AnnualReport, SourceDocument
from tests.damage.copies import Copy
from tests.damage.sample import Sample


@dataclass
class Score:
    """Counts over reports; ``faults`` are sentences a person can act on."""

    reports: int = 0
    right: int = 0
    due: int = 0
    read: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add the counts of another score."""
        self.reports += other.reports
        self.right += other.right
        self.due += other.due
        self.read += other.read
        self.invented += other.invented
        self.faults += other.faults

    @property
    def recall(self) -> float:
        """Return the share of non-zero figures that were read."""
        return self.read / self.due if self.due else 1.0

    @property
    def fully_right(self) -> float:
        """Return the share of reports in which everything was read and nothing else."""
        return self.right / self.reports if self.reports else 1.0

    def __str__(self) -> str:
        return (
            f"{self.right}/{self.reports} reports fully right, {self.read}/{self.due} non-zero "
            f"figures, {self.invented} invented"
        )


def body_key(name: str | None) -> str:
    """Return a body's name as two reports of it may both print it."""
    return (name or "").replace("人民政府", "政府")


def score_copy(copy: Copy, document: SourceDocument) -> Score:
    """Compare a whole file, its reports in order."""
    total = Score()
    found = list(document.reports)
    if len(found) != len(copy.samples):
        kinds = [f"{problem.code} {problem.message}" for problem in document.problems]
        total.faults.append(f"{len(found)} reports read of {len(copy.samples)}: {kinds}")
    pairs = _pair(copy.samples, found)
    for sample, report in pairs:
        total.add(score_report(sample, report))
    return total


def _pair(
    samples: list[Sample], found: list[AnnualReport]
) -> list[tuple[Sample, AnnualReport | None]]:
    return [(s, found[i] if i < len(found) else None) for i, s in enumerate(samples)]


def score_report(sample: Sample, report: AnnualReport | None) -> Score:
    """Compare one report, cell by cell; zeros count towards "fully right" too."""
    given = {n: c.value for n, c in report.cells.items()} if report else {}
    uncertain = sample.uncertain
    faults: list[str] = []
    score = Score(reports=1)
    for name, value in given.items():
        if value is not None and sample.truth.get(name) != value:
            score.invented += 1
            faults.append(f"invented {name}: {value} where {sample.truth.get(name)}")
    for name, value in sample.figures.items():
        got = given.get(name)
        if value != 0:
            score.due += 1
            score.read += got == value
        if got is None and name not in uncertain:
            faults.append(f"missed {name}: {value}")
    faults += _name_faults(sample, report)
    score.right = not faults
    score.faults = faults
    return score


def _name_faults(sample: Sample, report: AnnualReport | None) -> list[str]:
    if report is None:
        return ["no report"]
    faults = []
    if report.form not in sample.forms:
        faults.append(f"form {report.form} of {sample.forms}")
    if sample.named and body_key(report.body) != body_key(sample.paper.body):
        faults.append(f"body {report.body} of {sample.paper.body}")
    if sample.named and report.year != sample.paper.year:
        faults.append(f"year {report.year} of {sample.paper.year}")
    return faults
