from analysis.segmentation import tokenizer


def test_the_dictionary_is_loaded_once():
    assert tokenizer() is tokenizer(())
    assert tokenizer(("甲乙丙丁工程",)) is tokenizer(("甲乙丙丁工程",))
    assert tokenizer(("甲乙丙丁工程",)) is not tokenizer()
