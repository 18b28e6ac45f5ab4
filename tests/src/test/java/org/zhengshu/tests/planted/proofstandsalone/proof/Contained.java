package org.zhengshu.tests.planted.proofstandsalone.proof;

import jakarta.enterprise.context.ApplicationScoped;

/** A proof that needs a container. */
@ApplicationScoped
class Contained {}
