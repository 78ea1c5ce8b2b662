"""Papers of our own writing, in the shape of real ones."""

# ruff: noqa: E501 - a pasted paragraph is one line

LETTER = """\
ỦY BAN NHÂN DÂN
XÃ ĐÔNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 516/UBND-KT
V/v rà soát hoạt động của các
hợp tác xã trên địa bàn xã

Xã Đông, ngày 05 tháng 4 năm 2026

Kính gửi:
- Phòng Kinh tế;
- Phòng Văn hóa - Xã hội;
- Các thôn.

Để nắm tình hình hoạt động của các hợp tác xã, Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện một số nhiệm vụ sau:

1. Phòng Kinh tế

- Chủ trì, phối hợp với Phòng Văn hóa - Xã hội thực hiện rà soát các hợp tác xã ngừng hoạt động, báo cáo Ủy ban nhân dân xã trước ngày 20/4/2026.

- Tổng hợp khó khăn của các hợp tác xã, định kỳ báo cáo trước ngày 20 hằng tháng.

2. Phòng Văn hóa - Xã hội

Tuyên truyền trên hệ thống truyền thanh xã trong tháng 5/2026.

3. Các thôn

- Phổ biến nội dung công văn này đến các hộ thành viên trước ngày 01/3/2026.

Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, KT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đỗ Thị Vân
"""

NO_DOCUMENT = """\
Cách nấu phở gà

Gà rửa sạch, luộc với gừng nướng và hành khô chừng bốn mươi phút. Nước dùng lọc qua rây, nêm muối vừa ăn.
Bánh phở trần qua nước sôi, xếp thịt gà xé lên trên, chan nước dùng thật nóng rồi rắc hành lá, lá chanh.
"""
