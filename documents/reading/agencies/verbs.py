"""The words that begin what an agency is to do, and where the same words are parts of names instead."""

from __future__ import annotations

import re

_VERBS = (
    "chủ trì|phối hợp|tham mưu|báo cáo|tổng hợp|xây dựng|tổ chức|triển khai|thực hiện|hướng dẫn|chủ "
    "động|chịu trách nhiệm|có trách nhiệm|căn cứ|theo dõi|đôn đốc|"
    "kiểm tra|rà soát|bố trí|cân đối|thẩm định|tuyên truyền|đẩy mạnh|tăng cường|tiếp tục|khẩn trương|"
    "nghiêm túc|quan tâm|chỉ đạo|đề xuất|cung cấp|gửi|lập|phân công|"
    "cử|hoàn thành|hoàn thiện|tập trung|vận động|phát động|hỗ trợ|tạo điều kiện|giám sát|tiếp nhận|"
    "công bố|công khai|đăng tải|đăng ký|phổ biến|quán triệt|lồng ghép|ưu tiên|quản lý|xử lý|"
    "giải quyết|tháo gỡ|kịp thời|thường xuyên|định kỳ|trực tiếp|làm đầu mối|là đầu mối|là cơ quan|"
    "làm cơ quan|theo chức năng|theo lĩnh vực|theo phạm vi|theo thẩm quyền|theo nhiệm vụ|trên cơ sở|tùy theo|"
    "tùy tình hình|cùng với|nghiên cứu|tham gia|trình|"
    "ban hành|(?<!đăng )(?<!thư )(?<!chữ )(?<!nhật )ký|đưa|nêu cao|phát huy|đảm bảo|bảo đảm|huy động|"
    "khai thác|thông báo|đánh giá|sơ kết|tổng kết|thống kê|thu thập|niêm yết|phê duyệt|chấn chỉnh|khảo sát|"
    "cấp phát|cấp giấy|giao|ký kết|duy trì|đề nghị|yêu cầu|thành lập|kiện toàn|giúp|bám sát|nắm bắt|"
    "nắm tình hình|nắm chắc|lựa chọn|chuẩn bị|mở|viết|phát sóng|sửa|nâng cấp|bảo trì|cung ứng|thi "
    "công|tích cực|gương mẫu|chấp "
    "hành|"
    "tuân thủ|đối chiếu|tiến hành|xem xét|cho ý kiến|góp ý|tham gia ý kiến|có ý kiến|có văn bản|có "
    "giải pháp|có kế hoạch|cụ thể hóa|nâng cao|củng cố|đổi mới|ứng dụng|cập nhật|kê khai|nộp|khắc "
    "phục|thanh toán|quyết toán|tự kiểm tra|tự rà soát|"
    "thông tin|truyền thông|hợp đồng|bàn giao|nghiệm thu|kiến nghị|đăng|treo|phân bổ|sử dụng|in ấn|"
    "phát hành|sao gửi|"
    "lưu trữ|phản ánh|trả lời|tiếp thu|giới thiệu|mời|dự (?:họp|hội nghị|lễ)|dự|tham dự|có mặt|đến dự|"
    "phân loại|xác minh|xác định|xác nhận|lấy ý kiến|tư vấn|kết nối|liên hệ|giữ|bảo vệ|tuần tra|kiểm "
    "soát|phòng ngừa|thay mặt|trong phạm vi|ngoài|khi|sớm|cần|phải|sẽ|nghiêm cấm|"
    "không(?= (?:được|để|tự ý|cấp|cho|nhận|chủ quan|bố trí|gây|làm|tổ chức|thực hiện|sử dụng)\\b)|lãnh đạo, chỉ "
    "đạo|kêu gọi|làm việc|lấy|trân trọng|kính đề nghị|kính mời|tự đánh giá|tự giải|giải tán|di dời|"
    "vận hành|sẵn sàng|chịu sự|thay thế|trang trí|thống nhất|biên soạn|kết hợp|luân phiên|báo ngay|"
    "trực ban|trực gác|trực 24/24|ký cam kết|phát dọn|thu hoạch|thu gom|chi trả|nhận bàn giao|mua "
    "sắm|cam kết|ghi nhận|biểu dương|hoan nghênh|xúc tiến|sắp xếp|nạo vét|gia cố|tu sửa|tu bổ|chăm sóc|"
    "tiêm phòng|tiêu hủy|khoanh vùng|điều tra|truy quét|xử phạt|thu hồi|thu hút|hòa giải|đối thoại|"
    "tiếp công dân|giải đáp|thanh lý|nhân rộng|khen thưởng|tôn vinh|chứng thực|lắp đặt|số hóa|chuyển đổi|"
    "liên kết|giải ngân|kiểm kê|kiểm đếm|bồi thường|giải tỏa|cưỡng chế|di chuyển|tập huấn|bồi dưỡng|học tập|"
    "sinh hoạt|phân tích|cảnh báo|nhắc nhở|phát thanh|trang bị|bổ sung|điều chỉnh|điều động|điều phối|điều tiết|"
    "phân luồng|phân cấp|ghi chép|lưu giữ|bầu|chọn|xét|quyết định|chốt|tạm dừng|chuyển|nhận|"
    "thí điểm|nhân giống|gieo|trồng|làm tốt|làm rõ|rút kinh nghiệm|nâng|giảm|tăng|giải trình|"
    "thanh tra|vệ sinh|dọn|phát quang|tổng rà soát|trao đổi|phối kết hợp|"
    "lãnh đạo(?= [a-zà-ỹđ])|"
    "tự(?! (?:vệ|quản|chủ|động|nhiên|trị))|đã|đang|chưa|dừng|cùng (?:tham gia|phối hợp|thực hiện|nhau)|"
    "quyết liệt|nhanh chóng|đồng thời|triệt để|kiên quyết|kiên trì|luôn|nỗ lực|lập tức|quyết tâm|tuyệt đối|đặc biệt|"
    "chủ yếu|trước mắt|hết sức|cương quyết|mạnh dạn|thận trọng|trước (?:ngày|\\d)|chậm nhất|từ ngày|sau khi|nếu|"
    "(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày)|siết chặt|rút ngắn|hạn chế tối đa|dự trữ|bình ổn|ngăn chặn|đấu tranh|"
    "cắt giảm|thúc đẩy|khôi phục|sơ tán|tập hợp|thu (?:phí|nộp|thập|gọn)|hiệp đồng|tái đàn|"
    "ra quân|lên (?:kế hoạch|danh sách|phương án)|đề ra|đề cao|thực thi|chuẩn hóa|cảnh giác|tuyển (?:dụng|chọn)|"
    "điều hành|gắn|coi trọng|xác lập|chú trọng|lưu ý|hướng tới|phấn đấu|khơi thông|"
    "cấp (?:đủ|đầy đủ|kinh phí|bổ sung|miễn phí|nước|điện|thẻ)|họp(?= (?:ngày|định|hằng|hàng|mỗi|vào))|"
    "xin (?:phép|được|gia hạn|ý kiến)|giải phóng mặt bằng|định hướng|dẫn dắt|bao quát|quản trị|nêu gương|"
    "có (?:nhiệm vụ|phương án|biện pháp|hình thức|báo cáo|công văn|tờ trình|hướng dẫn|chính sách)|nắm|"
    "ứng trực|chấm dứt|đình chỉ|"
    "tham khảo|giao khoán|tận dụng|phủ sóng|tổng duyệt|"
    "đồng hành|chia sẻ|tạo|dành|thẩm tra|tính toán|soạn thảo|dự thảo"
)

VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")

# One syllable of a noun is no verb: `công trình`, `giao thông`, `dự án`.
NOUN_TAIL = re.compile(
    r"(?:(?:công|chương|quy|tiến|quá|lộ|tờ|giáo|thuyết|hành) trình|(?:công|độc|tư|trường) lập|hàng không|nước ngoài|"
    r"(?:ngoại|chuyển|xã) giao|(?:bầu|đề|thi) cử|(?:đào|sáng|tái|chế|cải|tôn|nhân) tạo|"
    r"(?:vận|luân|chu|lưu|biến) chuyển|(?:chứng|công|tiếp|giao|thừa) nhận|(?:cây|vùng|nuôi|giống) trồng|gia tăng|"
    r"(?:trật|thứ|tuần) tự|thường trực ban|trật tự xây dựng|giáo dục thường xuyên|lực lượng tham gia|tham gia bảo vệ|"
    r"(?:và|đài|báo) phát thanh|(?:nhà|khu|vùng|người|bên) nhận|(?:tuyển|nhà) chọn|(?:tổ|người|cơ sở|đất) trồng)$"
)
NOUN_HEAD = re.compile(
    r"(?:dự (?:án|toán|báo|trữ|thảo|bị)|giao (?:thông|dịch|lưu|tiếp)|không (?:gian|khí|quân)|lập trình|"
    r"phát thanh(?=,| và)|"
    r"thông tin (?=và|cơ sở|điện tử)|truyền thông(?=$|[,;:.]| (?:và|số|tỉnh|xã|phường|cơ sở|đa))|mở rộng khu)"
)

STRONG = re.compile(
    r"(?:chủ trì|phối hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|căn cứ|đôn đốc|là đầu mối|làm đầu "
    r"mối|là cơ quan|triển khai|thực hiện|báo cáo|tiếp tục|tăng cường|đẩy mạnh|khẩn trương|chủ động|"
    r"theo dõi|nghiêm túc|quan tâm|tập trung|kịp thời|thường xuyên|phản ánh|gửi)$"
)

# Small-letter verbs inside names: `Ban quản lý dự án`, `Quỹ hỗ trợ phát triển hợp tác xã`, `Đội kiểm tra liên ngành`.
NAMELIKE = re.compile(
    r"(?<!\w)(?:ban|phòng|tổ|đội|quỹ|(?<!xã )hội|trung tâm|văn phòng|chi cục|cục|hội đồng|công ty|ban "
    r"chỉ đạo|ban chỉ huy|ban tổ chức|ủy ban|bộ phận|trạm|câu lạc bộ|đoàn|cán bộ|công chức|nhân viên|"
    r"viên chức|"
    r"người|tổ chức|doanh nghiệp|cơ quan|đơn vị|lực lượng|chỉ đạo|quản lý|dịch vụ|dự án|hành chính|"
    r"(?<!chủ )(?<!nhà )đầu tư|"
    r"khuyến nông|điều hành|thực hiện|tổng)\s*$"
)
