"""Forms of the registry."""

from cooperatives.forms.registry import CooperativeForm, ProductForm, RegistryFilter, StatusForm, WithdrawForm

__all__ = ["CooperativeForm", "ProductForm", "RegistryFilter", "StatusForm", "WithdrawForm"]
