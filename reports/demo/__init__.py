"""The demonstration province: Thành phố Hải Phòng with xã Thanh Miện; people, cooperatives and papers are invented.

Deterministic: the same day and the same seed give the same rows.
"""
