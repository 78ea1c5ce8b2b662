"""A plan of our own writing, in the shape that communes give such plans."""

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐÔNG
Số: 48/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Xã Đông, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Hưởng ứng Tháng hành động vì Hợp tác xã năm 2026

Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;
Ủy ban nhân dân xã xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao nhận thức của cán bộ và nhân dân về hợp tác xã.
- Các hoạt động thiết thực, tiết kiệm.

II. CHỦ ĐỀ, THÔNG ĐIỆP
1. Chủ đề: “Hợp tác xã cùng nông dân chuyển đổi số”.
2. Khẩu hiệu tuyên truyền:
- “Vào hợp tác xã để cùng mạnh”;
- Mỗi hợp tác xã một sản phẩm OCOP.

III. THỜI GIAN
Từ ngày 01/4/2026 đến ngày 31/5/2026, cao điểm từ ngày 06/4/2026 đến ngày 12/4/2026.

IV. NỘI DUNG HOẠT ĐỘNG
1. Lễ phát động Tháng hành động
- Nội dung: Phát động các thôn, hợp tác xã hưởng ứng với chủ đề “Chung tay vì nông thôn mới”.
- Quy mô: 150 đại biểu.
- Thời gian: Ngày 06/4/2026.
- Địa điểm: Nhà văn hóa xã.
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Đơn vị phối hợp: Phòng Kinh tế, các thôn.
2. Tập huấn quản trị hợp tác xã
- Nội dung: Hướng dẫn ghi sổ, lập báo cáo tài chính.
- Thời gian: Trong tháng 4/2026.
- Đơn vị chủ trì: Phòng Kinh tế.
- Đơn vị phối hợp: Hội Nông dân xã.
3. Rà soát hợp tác xã ngừng hoạt động
- Nội dung: Lập danh sách, đề xuất giải thể.
- Thời gian: Hoàn thành trước ngày 20/5/2026.
- Đơn vị chủ trì: Phòng Kinh tế.
- Đơn vị phối hợp: Các đơn vị có liên quan.

V. KINH PHÍ THỰC HIỆN
Từ ngân sách xã năm 2026 và nguồn đóng góp của các hợp tác xã.

VI. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế
- Theo dõi, tổng hợp kết quả, báo cáo Ủy ban nhân dân xã trước ngày 05/6/2026./.

Nơi nhận:
- UBND thành phố (b/c);
- Các thôn;
- Lưu: VT, PKT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đỗ Thị Vân
"""
