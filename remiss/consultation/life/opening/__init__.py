"""Opening: a case begins, agencies are asked, an amended draft asks anew."""
