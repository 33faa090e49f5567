"""The gate after reading: what is no Chinese text is refused or flagged; what is damaged is mended."""
