package org.zhengshu.audit.control;

import java.util.UUID;

/** A person decided that the clock is right although the log was signed later (接受当前时钟). */
public record ClockAccepted(UUID incident) {}
