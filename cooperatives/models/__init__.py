"""The registry: cooperatives of every kind, their status over time, and their OCOP products."""

from cooperatives.models.choices import Field, Kind, OcopGroup, Status
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.product import OcopProduct
from cooperatives.models.status import StatusChange

__all__ = ["Cooperative", "Field", "Kind", "OcopGroup", "OcopProduct", "Status", "StatusChange"]
