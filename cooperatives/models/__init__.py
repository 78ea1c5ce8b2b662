"""The registry: cooperatives of every kind, what belongs to their sheets, their statuses, figures and difficulties."""

from cooperatives.models.choices import Field, Kind, OcopGroup, Status
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.deadline import FiguresDeadline
from cooperatives.models.difficulty import Difficulty, DifficultyKind, DifficultyState, RaisedBy
from cooperatives.models.evaluation import CriteriaSet, Criterion, Evaluation, Grade
from cooperatives.models.exchange import Fate, ImportRow, ImportState, SheetImport
from cooperatives.models.figures import ConfirmationLink, FiguresOrigin, FiguresState, SizeThreshold, YearlyFigures
from cooperatives.models.holdings import Asset, Branch, LandParcel, SheetFile, Support
from cooperatives.models.journal import JournalEntry, JournalKind, MergedSheet, SettlementItem
from cooperatives.models.own import ExtraField, ExtraType, SavedView
from cooperatives.models.people import Member, Officer
from cooperatives.models.product import OcopProduct
from cooperatives.models.sector import RegisteredSector, Sector, SectorGroup, SectorSystem
from cooperatives.models.sheet_choices import (
    HOME,
    AssetKind,
    AssetOrigin,
    BranchKind,
    Contribution,
    FileKind,
    Governance,
    LandRight,
    LandUse,
    MemberBody,
    MemberKind,
    Position,
    SettlementKind,
    SizeClass,
    SizeGroup,
    SupportPolicy,
    SupportSource,
    Training,
)
from cooperatives.models.status import StatusChange

__all__ = [
    "HOME",
    "Asset",
    "AssetKind",
    "AssetOrigin",
    "Branch",
    "BranchKind",
    "ConfirmationLink",
    "Contribution",
    "Cooperative",
    "CriteriaSet",
    "Criterion",
    "Difficulty",
    "DifficultyKind",
    "DifficultyState",
    "Evaluation",
    "ExtraField",
    "ExtraType",
    "Fate",
    "Field",
    "FiguresDeadline",
    "FiguresOrigin",
    "FiguresState",
    "FileKind",
    "Governance",
    "Grade",
    "ImportRow",
    "ImportState",
    "JournalEntry",
    "JournalKind",
    "Kind",
    "LandParcel",
    "LandRight",
    "LandUse",
    "Member",
    "MemberBody",
    "MemberKind",
    "MergedSheet",
    "OcopGroup",
    "OcopProduct",
    "Officer",
    "Position",
    "RaisedBy",
    "RegisteredSector",
    "SavedView",
    "Sector",
    "SectorGroup",
    "SectorSystem",
    "SettlementItem",
    "SettlementKind",
    "SheetFile",
    "SheetImport",
    "SizeClass",
    "SizeGroup",
    "SizeThreshold",
    "Status",
    "StatusChange",
    "Support",
    "SupportPolicy",
    "SupportSource",
    "Training",
    "YearlyFigures",
]
