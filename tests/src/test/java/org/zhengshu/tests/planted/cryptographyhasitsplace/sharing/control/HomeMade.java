package org.zhengshu.tests.planted.cryptographyhasitsplace.sharing.control;

import java.security.MessageDigest;

/** Hashes on its own. */
class HomeMade {
    MessageDigest digest;
}
