"""Cases and what belongs to them (办件及其材料)."""

from gongkai.apps.casework.models.applicants import Applicant, DraftApplication
from gongkai.apps.casework.models.calendars import CalendarEntry
from gongkai.apps.casework.models.cases import Case, FailedLookUp, Matter, Rating, RegisterSeries
from gongkai.apps.casework.models.consultations import Consultation, Task
from gongkai.apps.casework.models.events import Event, Remark
from gongkai.apps.casework.models.fees import Fee
from gongkai.apps.casework.models.notices import Notice
from gongkai.apps.casework.models.papers import Paper
from gongkai.apps.casework.models.remedies import Remedy, RemedyStep
from gongkai.apps.casework.models.replies import LetterSeries, Reply

__all__ = [
    "Applicant",
    "CalendarEntry",
    "Case",
    "Consultation",
    "DraftApplication",
    "Event",
    "FailedLookUp",
    "Fee",
    "LetterSeries",
    "Matter",
    "Notice",
    "Paper",
    "Rating",
    "RegisterSeries",
    "Remark",
    "Remedy",
    "RemedyStep",
    "Reply",
    "Task",
]
