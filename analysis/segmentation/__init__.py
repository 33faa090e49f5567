"""Segmentation: cleaned documents in, a `Corpus` out.

The tokenizer is a separate object, so that no dictionary leaks into or out of other users of jieba.
Segmentation is lossless: every character of a paragraph belongs to one token. Punctuation is kept, because a
segmenter that does not see the comma reads 改革，开放 as the slogan 改革开放.
"""

from ..corpus.splitting import split_paragraphs, split_sentences
from .cutter import Cutter, tokenizer, word_tags
from .segment import segment

__all__ = ["Cutter", "segment", "split_paragraphs", "split_sentences", "tokenizer", "word_tags"]
