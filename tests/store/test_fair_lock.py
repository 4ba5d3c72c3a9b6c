from __future__ import annotations

import threading
import time

from learnenv.store.fair_lock import FairLock


def test_who_asks_first_is_served_first() -> None:
    lock, served = FairLock(), list[int]()
    assert lock.acquire(0)

    def work(number: int) -> None:
        assert lock.acquire(10)
        served.append(number)
        lock.release()

    threads = []
    for number in range(8):
        thread = threading.Thread(target=work, args=(number,))
        thread.start()
        threads.append(thread)
        _until(lambda count=number + 1: len(lock._waiting) == count)
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list(range(8))
    assert lock.acquire(0)


def test_who_waits_too_long_leaves_the_queue() -> None:
    lock = FairLock()
    assert lock.acquire(0)
    assert not lock.acquire(0.05)
    assert not lock.acquire(-1)
    lock.release()
    assert lock.acquire(0)
    lock.release()


def test_only_one_has_the_lock_also_when_many_give_up() -> None:
    lock, inside, most, times = FairLock(), [0], [0], [0]

    def work() -> None:
        for _ in range(200):
            if lock.acquire(0.0005):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0001)
                times[0] += 1
                inside[0] -= 1
                lock.release()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 1
    assert 0 < times[0] < 1600
    assert lock.acquire(0)


def _until(true: object) -> None:
    assert callable(true)
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)
