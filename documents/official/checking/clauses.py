"""Where each rule comes from, in the words a Vietnamese office uses to cite Decree 30/2020/NĐ-CP.

A clause is named only as precisely as our text of the decree lets us: a wrong point number is worse than a wide one.
"""

from __future__ import annotations

DECREE = "Nghị định 30/2020/NĐ-CP"
ANNEX_I = f"Phần I Phụ lục I {DECREE}"

PAPER = f"Khoản 1 Mục I {ANNEX_I}"
PAGE = f"Mục I {ANNEX_I}"
NATION = f"Khoản 1 Mục II {ANNEX_I}"
ISSUER = f"Khoản 2 Mục II {ANNEX_I}"
NUMBER = f"Khoản 3 Mục II {ANNEX_I}"
DATE = f"Khoản 4 Mục II {ANNEX_I}"
TITLE = f"Khoản 5 Mục II {ANNEX_I}"
CONTENT = f"Khoản 6 Mục II {ANNEX_I}"
SIGNATURE = f"Khoản 7 Mục II {ANNEX_I}"
RECIPIENTS = f"Khoản 9 Mục II {ANNEX_I}"
APPENDIX = f"Khoản 1 Mục III {ANNEX_I}"
APPENDIX_NOTE = f"Điểm c khoản 1 Mục III {ANNEX_I}"
STAMPS = f"Mục III {ANNEX_I}"
SAMPLES = f"Mục V {ANNEX_I}"
CAPITALS = f"Phụ lục II {DECREE}"
KINDS = f"Điều 7 và Phụ lục III {DECREE}"
FORMS = f"Mẫu trình bày văn bản, Phụ lục III {DECREE}"
DECISION_FORM = f"Mẫu 1.2 Phụ lục III {DECREE}"
INVITATION_FORM = f"Mẫu 1.7 Phụ lục III {DECREE}"
INTRODUCTION_FORM = f"Mẫu 1.8 Phụ lục III {DECREE}"
MINUTES_FORM = f"Mẫu 1.9 Phụ lục III {DECREE}"
SERIES = f"Điều 15 {DECREE}"
FIELDS = f"Phần II Phụ lục VI {DECREE}"
COPIES = f"Phần II Phụ lục I {DECREE}"
