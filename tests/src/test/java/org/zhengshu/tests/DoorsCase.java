package org.zhengshu.tests;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One line of the table: who calls what, and what must come of it through both doors.
 *
 * @param operation name of the use case, the action of the audit entry
 * @param caller a system of {@link DoorsWorld}
 * @param given what is prepared beyond the world
 * @param perDoor true when the call uses up what is prepared, so that each door gets its own
 * @param problem expected code; empty when the call is answered
 * @param differs names whose values are each call's own, such as times
 * @param reached which doors know the operation when they refuse
 */
record DoorsCase(
        String operation,
        String title,
        String caller,
        DoorsCall call,
        Function<DoorsWorld, Map<String, String>> given,
        boolean perDoor,
        String problem,
        Set<String> differs,
        Reached reached) {

    /** Where a call got to before it was refused; what is not read has no name in its entry. */
    enum Reached {
        /** The use case, through both doors. */
        BOUNDARY,
        /** SOAP refuses a message without a signature before it reads the Body. */
        BOUNDARY_BY_REST_ONLY,
        /** Neither door reads so far. */
        DOOR
    }

    static DoorsCase answered(String operation, String title, String caller, DoorsCall call) {
        return refused(operation, title, caller, call, "");
    }

    static DoorsCase refused(
            String operation, String title, String caller, DoorsCall call, String problem) {
        return new DoorsCase(
                operation,
                title,
                caller,
                call,
                w -> Map.of(),
                false,
                problem,
                Set.of(),
                Reached.BOUNDARY);
    }

    /** Prepared once, the same for both doors. */
    DoorsCase given(Function<DoorsWorld, Map<String, String>> preparation) {
        return copy(preparation, false, differs, reached);
    }

    /** Prepared anew for each door. */
    DoorsCase fresh(Function<DoorsWorld, Map<String, String>> preparation) {
        return copy(preparation, true, differs, reached);
    }

    DoorsCase differs(String... names) {
        return copy(given, perDoor, Set.of(names), reached);
    }

    DoorsCase reached(Reached place) {
        return copy(given, perDoor, differs, place);
    }

    private DoorsCase copy(
            Function<DoorsWorld, Map<String, String>> preparation,
            boolean forEachDoor,
            Set<String> own,
            Reached place) {
        return new DoorsCase(
                operation, title, caller, call, preparation, forEachDoor, problem, own, place);
    }

    Map<String, String> prepared(DoorsWorld world) {
        return given.apply(world);
    }

    boolean answered() {
        return problem.isEmpty();
    }

    @Override
    public String toString() {
        return operation + ": " + title + (answered() ? "" : " -> " + problem);
    }
}
