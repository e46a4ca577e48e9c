"""Inside the agency asked: who does what before anything is signed."""
