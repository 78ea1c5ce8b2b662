"""The ways out of the portal, behind one interface; each is off until it is configured."""

from notifications.channels.base import Adapter, DeliveryError, Letter
from notifications.channels.known import adapter_of, configured

__all__ = ["Adapter", "DeliveryError", "Letter", "adapter_of", "configured"]
