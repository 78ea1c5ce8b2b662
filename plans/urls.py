"""Addresses of this room."""

from django.urls import path

from plans.views import assignments, calendar, lists, plans, tasks

app_name = "plans"
urlpatterns = [
    path("viec-cua-toi/", lists.MyWorkView.as_view(), name="my_work"),
    path("viec-cua-toi/tiep-nhan/", lists.receive_many, name="receive_many"),
    path("viec-cua-toi/nghiem-thu/", lists.accept_many, name="accept_many"),
    path("viec-cua-toi/nhac/", lists.remind_many, name="remind_many"),
    path("don-doc/", lists.urge, name="urge"),
    path("lich/", calendar.CalendarView.as_view(), name="calendar"),
    path("lich/dia-chi/lap/", calendar.feed_make, name="feed_make"),
    path("lich/dia-chi/thu-hoi/", calendar.feed_revoke, name="feed_revoke"),
    path("lich/<str:secret>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("quy-tac-tinh-han/", calendar.WorkRuleView.as_view(), name="work_rule"),
    path("nhiem-vu/", lists.TaskListView.as_view(), name="task_list"),
    path("nhiem-vu/theo-co-quan/", lists.AssignmentListView.as_view(), name="assignment_list"),
    path("nhiem-vu/giao/", tasks.TaskCreateView.as_view(), name="task_create"),
    path("nhiem-vu/<int:pk>/", tasks.TaskDetailView.as_view(), name="task_detail"),
    path("nhiem-vu/<int:pk>/giao-them/", tasks.AddPartiesView.as_view(), name="task_add_parties"),
    path("nhiem-vu/<int:pk>/ket-thuc/", tasks.TaskCloseView.as_view(), name="task_close"),
    path("nhiem-vu/<int:pk>/dung/", tasks.TaskStopView.as_view(), name="task_stop"),
    path("nhiem-vu/<int:pk>/tiep-tuc/", tasks.TaskResumeView.as_view(), name="task_resume"),
    path("nhiem-vu/<int:pk>/sua/", tasks.TaskUpdateView.as_view(), name="task_update"),
    path("van-ban/<int:pk>/giao-viec/", tasks.make_tasks, name="make_tasks"),
    path("phan-cong/<int:pk>/", assignments.AssignmentDetailView.as_view(), name="assignment_detail"),
    path("phan-cong/<int:pk>/bao-cao/", assignments.ReportView.as_view(), name="report_create"),
    path("phan-cong/<int:pk>/tiep-nhan/", assignments.ReceiveView.as_view(), name="assignment_receive"),
    path("phan-cong/<int:pk>/nghiem-thu/", assignments.AcceptView.as_view(), name="assignment_accept"),
    path("phan-cong/<int:pk>/lam-lai/", assignments.ReturnWorkView.as_view(), name="assignment_return_work"),
    path("phan-cong/<int:pk>/gia-han/", assignments.ExtendView.as_view(), name="assignment_extend"),
    path("phan-cong/<int:pk>/thoi-giao/", assignments.StopAssignmentView.as_view(), name="assignment_stop"),
    path("phan-cong/<int:pk>/giao-lai/", assignments.ResumeAssignmentView.as_view(), name="assignment_resume"),
    path("phan-cong/<int:pk>/xin-gia-han/", assignments.AskTimeView.as_view(), name="assignment_ask_time"),
    path("phan-cong/<int:pk>/tra-lai/", assignments.SendBackView.as_view(), name="assignment_send_back"),
    path("phan-cong/<int:pk>/giao-tiep/", tasks.SubtaskCreateView.as_view(), name="subtask_create"),
    path("de-nghi/<int:pk>/dong-y/", assignments.ApproveView.as_view(), name="request_approve"),
    path("de-nghi/<int:pk>/khong-dong-y/", assignments.RefuseView.as_view(), name="request_refuse"),
    path("minh-chung/<int:pk>/", assignments.report_file, name="report_file"),
    path("ke-hoach/", lists.PlanListView.as_view(), name="plan_list"),
    path("ke-hoach/lap/", plans.PlanCreateView.as_view(), name="plan_create"),
    path("ke-hoach/<int:pk>/", plans.PlanDetailView.as_view(), name="plan_detail"),
    path("ke-hoach/<int:pk>/sua/", plans.PlanUpdateView.as_view(), name="plan_update"),
]
