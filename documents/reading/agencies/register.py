"""Names that are known whole: fields of departments, bodies that every province, commune or ministry has."""

from __future__ import annotations

import re

DEPARTMENTS = (
    "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường",
    "tài nguyên và môi trường",
    "khoa học và công nghệ",
    "giáo dục và đào tạo",
    "văn hóa, thể thao và du lịch",
    "văn hóa, thông tin và du lịch",
    "văn hóa và thể thao",
    "văn hóa và thông tin",
    "dân tộc và tôn giáo",
    "kế hoạch và đầu tư",
    "thông tin và truyền thông",
    "văn phòng hđnd và ubnd",
    "văn phòng hội đồng nhân dân và ủy ban nhân dân",
    "đoàn đbqh và hđnd",
    "hđnd và ubnd",
    "lao động - thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "kinh tế, hạ tầng và đô thị",
    "kinh tế và hạ tầng",
    "hạ tầng và đô thị",
    "phát thanh và truyền hình",
    "báo và phát thanh, truyền hình",
    "báo và đài phát thanh",
    "truyền thông và khoa học",
    "tuyên giáo và dân vận",
    "quy hoạch và kiến trúc",
    "xây dựng và quản lý",
    "hội nhập và",
    "tổ chức và",
    "đảng ủy mặt trận tổ quốc, các đoàn thể",
    "bảo vệ an ninh, trật tự",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "phòng cháy chữa cháy và cứu nạn cứu hộ",
    "đảng ủy mặt trận tổ quốc và các đoàn thể",
)

COMPOUND = re.compile("|".join(re.escape(name) for name in sorted(DEPARTMENTS, key=len, reverse=True)))

# Fields of the ministries and of the departments of provinces, districts and communes, old and new.
_FIELDS = (
    r"nông nghiệp(?: và môi trường| (?:và|&) (?:phát triển nông thôn|ptnt)| - môi trường)?+|nn ?(?:&|và)? ?(?:mt|ptnt)|"
    r"tài nguyên(?: và|,) môi trường|tn ?(?:&|và)? ?mt|"
    r"xây dựng|giao thông(?: vận tải| công chính| - xây dựng)?+|gtvt|quy hoạch (?:-|và) kiến trúc|"
    r"tài chính(?: - kế hoạch| và kế hoạch)?+|kế hoạch (?:và|-) (?:đầu tư|tài chính)|kh ?(?:&|và)? ?đt|công thương|"
    r"nội vụ|lao động(?: -|,) (?:thương binh và xã hội|tb ?& ?xh)|lđ ?-? ?tb ?& ?xh|lđtbxh|tư pháp|ngoại vụ|ngoại giao|"
    r"văn hóa(?:, thể thao và du lịch| và thể thao|,? thông tin(?: và du lịch)?+| và thông tin| - xã hội| - thông tin)|"
    r"vh,? ?tt ?(?:&|và)? ?dl|vhttdl|văn hóa & thể thao|du lịch|khoa học (?:và|&) công nghệ|kh ?(?:&|và)? ?cn|"
    r"thông tin (?:và|&) truyền thông|tt ?& ?tt|giáo dục (?:và|&) đào tạo|gd ?(?:&|và)? ?đt|y tế|"
    r"dân tộc(?: và tôn giáo)?+|an toàn thực phẩm|công an|quốc phòng"
)

# Names that are whole: a small letter behind them (or behind the place's name) begins what the agency is to do.
_WHOLE = (
    rf"(?:sở|bộ) (?:{_FIELDS})|thanh tra (?:chính phủ|tỉnh|sở|thành phố)|"
    r"phòng (?:tài chính|công thương|nội vụ|xây dựng|y tế|tư pháp|ngoại vụ|nông nghiệp và môi trường|"
    r"khoa học và công nghệ|giáo dục và đào tạo|gd ?& ?đt|văn hóa, thể thao và du lịch|dân tộc và tôn giáo|"
    r"kinh tế,? hạ tầng và đô thị|kinh tế (?:và|-) hạ tầng|văn hóa - xã hội|văn hóa và thông tin|"
    r"tài nguyên và môi trường|nông nghiệp (?:và|&) (?:phát triển nông thôn|ptnt)|tài chính - kế hoạch|"
    r"lao động(?: -|,) (?:thương binh và xã hội|tb ?& ?xh)|quản lý đô thị|văn hóa xã hội|"
    r"kinh tế(?! (?:hạ tầng|xã hội|đô thị|kỹ thuật|tổng hợp|ngành|tập thể|hợp tác|đối ngoại|quốc tế|số)))|"
    r"văn phòng (?:sở|đảng ủy|tỉnh ủy|thành ủy|hđnd và ubnd|ubnd|chính phủ)|hội đồng quản trị|"
    r"ban (?:kiểm soát|giám đốc)|trung tâm phục vụ hành chính công|"
    r"trung tâm (?:cung ứng dịch vụ sự nghiệp công|dịch vụ (?:tổng hợp|nông nghiệp|sự nghiệp công)|khuyến nông|y tế)|"
    r"trạm (?:y tế|khuyến nông)|trưởng (?:các )?(?:thôn|ấp|bản|khu phố|tổ dân phố|khóm|buôn|làng)|"
    r"công an(?= (?:tỉnh|xã|phường|huyện|thành phố|đặc khu|các|thị)\b)|"
    r"(?:bộ|ban) (?:chỉ huy quân sự|chqs)|bộ đội biên phòng|"
    r"liên minh (?:hợp tác xã|htx)(?: việt nam)?+|(?:mặt trận tổ quốc|mttq)(?: việt nam)?+|"
    r"hội (?:nông dân|liên hiệp phụ nữ|lhpn|phụ nữ|cựu chiến binh|ccb|chữ thập đỏ|người cao tuổi)|"
    r"đoàn (?:thanh niên(?: cộng sản hồ chí minh)?+|tncs hồ chí minh)|liên đoàn lao động|(?:tỉnh|thành|huyện|xã) đoàn|"
    r"bảo hiểm xã hội|bhxh|kho bạc nhà nước|ngân hàng (?:nhà nước|chính sách xã hội)(?: việt nam)?+|"
    r"(?:viện kiểm sát|tòa án) nhân dân|(?:công ty )?điện lực|bưu điện|(?:hạt|chi cục) kiểm lâm|"
    r"báo và (?:đài )?phát thanh(?:,| và| -) truyền hình|đài phát thanh(?:,| và| -) truyền hình|"
    r"tổ (?:công nghệ số cộng đồng|bảo vệ an ninh, trật tự ở cơ sở)|chi cục (?:quản lý thị trường|thủy lợi|thuế)|"
    r"ban giám hiệu(?: nhà trường)?+"
)
# A level or a proper name may stand behind: `Sở Y tế tỉnh`, `Điện lực Mường Khương`, `Chi cục Thuế khu vực Bắc Vinh`.
KNOWN_NAME = re.compile(rf"(?<!\w)(?:{_WHOLE})\s+(?=\w)")
