package org.zhengshu.sample.control;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** The numbers below a bound in a scattered order, each once, without a list of them. */
final class Shuffle {

    private final long bound;
    private final long step;
    private final long offset;

    Shuffle(long bound, SplittableRandom random) {
        this.bound = bound;
        this.offset = random.nextLong(bound);
        long candidate = bound / 2 + random.nextLong(bound / 4);
        while (!coprime(candidate, bound)) {
            candidate++;
        }
        this.step = candidate;
    }

    /** The number at a place; places below the bound give different numbers. */
    long at(long place) {
        return (Math.multiplyExact(place, step) + offset) % bound;
    }

    private static boolean coprime(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).equals(BigInteger.ONE);
    }
}
