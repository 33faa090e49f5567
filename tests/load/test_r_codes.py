from analysis.load.text import decode


def test_codes_of_r_are_decoded_in_text_and_tables_and_told() -> None:
    coded = "".join(f"<U+{ord(sign):04X}>" for sign in "柳州市𠮷")
    found = decode(f"city,n\n{coded},3\n".encode())
    assert found.text == "city,n\n柳州市𠮷,3\n"
    assert [said.code for said in found.warnings] == ["codes_decoded"]


def test_what_is_no_code_of_a_character_stays() -> None:
    for text in ("编码为U+67F3。", "a<U+D800>b", "a<U+FFFFFF>b", "a<U+67>b"):
        assert decode(text.encode()).text == text
