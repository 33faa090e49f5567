import subprocess
import sys

import pytest

from analysis.batch.alone import NAME, alone
from analysis.errors import InputError

HOLD = """
import sys
from pathlib import Path
from analysis.batch.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_a_second_run_into_one_folder_is_refused_until_the_first_is_done(tmp_path) -> None:
    call = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InputError, match="another run is writing"), alone(tmp_path):
            pass
        other.kill()
        other.wait()
    with alone(tmp_path):
        assert (tmp_path / NAME).exists()
    assert not (tmp_path / NAME).exists()
