"""What is owed, worked out for anyone; what was brought against hospitals."""

from django.urls import path

from sextant_web.rights.screens import calculator, case, cases, index, sheet

app_name = "rights"

urlpatterns = [
    path("mes-droits", index.index, name="index"),
    path("mes-droits/fiche/<str:topic>", sheet.show_sheet, name="sheet"),
    path("mes-droits/calcul/<str:calculator>", calculator.calculate, name="calculator"),
    path("affaires", cases.list_cases, name="cases"),
    path("affaires/<str:case>", case.show_case, name="case"),
]
