"""Inference of all units at once gives gensim's numbers."""

import numpy as np
import pytest
from gensim.matutils import Sparse2Corpus
from gensim.models import LdaModel
from scipy import sparse

from analysis.topics.lda import Lda


@pytest.mark.parametrize(("iterations", "threshold"), [(50, 0.01), (50, 0.3), (3, 0.001), (1, 0.01)])
def test_same_topics_and_shares_as_one_unit_after_another(iterations, threshold):
    rng = np.random.default_rng(1)
    counts = sparse.csr_array(rng.poisson(rng.gamma(0.2, 2, (60, 30))) + np.eye(60, 30, dtype=int))
    options = {
        "num_topics": 6, "id2word": {i: str(i) for i in range(30)}, "passes": 3, "chunksize": 25,
        "random_state": 2, "iterations": iterations, "gamma_threshold": threshold, "eval_every": 0,
    }  # fmt: skip
    units = [unit for unit in Sparse2Corpus(sparse.csr_matrix(counts), documents_columns=False)]
    plain, batched = LdaModel(units, dtype=np.float64, **options), Lda(counts, **options)
    batched.update(range(60))
    assert batched.get_topics() == pytest.approx(plain.get_topics(), rel=1e-9)
    assert batched.inference(range(60))[0] == pytest.approx(plain.inference(units)[0], rel=1e-9)
