"""The beginnings of addresses that several chapters share."""

V1 = "/v1"
UPLOADS = f"{V1}/uploads"
CASES = f"{V1}/consultations"
CASE = f"{CASES}/{{consultation}}"
REQUEST = f"{CASE}/requests/{{agency}}"
