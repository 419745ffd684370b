"""Documents, editions and what belongs to them (信息、版本及其材料)."""

from gongkai.apps.publishing.models.documents import Document, Edition, IndexSeries
from gongkai.apps.publishing.models.imports import ImportedRecord, ImportRun
from gongkai.apps.publishing.models.materials import Attachment, Relation, StoredFile
from gongkai.apps.publishing.models.placements import ColumnSeries, Placement
from gongkai.apps.publishing.models.registers import (
    CleanUp,
    CleanUpItem,
    Release,
    ValidityChange,
)
from gongkai.apps.publishing.models.reviews import (
    Contribution,
    FindingAnswer,
    Opinion,
    Review,
    SetAside,
)
from gongkai.apps.publishing.models.visits import CountedLog, VisitCount

__all__ = [
    "Attachment",
    "CleanUp",
    "CleanUpItem",
    "ColumnSeries",
    "Contribution",
    "CountedLog",
    "Document",
    "Edition",
    "FindingAnswer",
    "ImportRun",
    "ImportedRecord",
    "IndexSeries",
    "Opinion",
    "Placement",
    "Relation",
    "Release",
    "Review",
    "SetAside",
    "StoredFile",
    "ValidityChange",
    "VisitCount",
]
