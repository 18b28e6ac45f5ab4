package org.zhengshu.tests.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.function.Function;

/** The rules of the architecture; each has its planted fault in the package of its name. */
public enum Rule {
    EVERY_CLASS_HAS_ITS_PLACE(FeatureRules::everyClassHasItsPlace),
    LEFTWARDS_ONLY(FeatureRules::leftwardsOnly),
    THROUGH_THE_BOUNDARY_ONLY(FeatureRules::throughTheBoundaryOnly),
    ENTITIES_KNOW_LITTLE(FeatureRules::entitiesKnowLittle),
    TABLES_CARRY_THE_PREFIX(FeatureRules::tablesCarryThePrefix),
    PROOF_STANDS_ALONE(FeatureRules::proofStandsAlone),
    JAX_RS_ONLY_IN_REST(TechnologyRules::jaxRsOnlyInRest),
    SOAP_STACK_ONLY_IN_SOAP(TechnologyRules::soapStackOnlyInSoap),
    ENTITY_MANAGER_ONLY_IN_CONTROL(TechnologyRules::entityManagerOnlyInControl),
    CRYPTOGRAPHY_HAS_ITS_PLACE(TechnologyRules::cryptographyHasItsPlace),
    TIME_COMES_FROM_THE_CLOCK(TechnologyRules::timeComesFromTheClock),
    NO_OLD_TIME_TYPES(TechnologyRules::noOldTimeTypes),
    NOBODY_PRINTS(TechnologyRules::nobodyPrints),
    DOORS_SEE_BOUNDARIES_ONLY(DoorRules::doorsSeeBoundariesOnly),
    DOORS_CALL_OPERATIONS(DoorRules::doorsCallOperations),
    BOUNDARY_METHODS_ARE_OPERATIONS(DoorRules::boundaryMethodsAreOperations),
    OPERATIONS_HAVE_ONE_NAME_EACH(DoorRules::operationsHaveOneNameEach),
    RESOURCES_ANSWER_WITH_RECEIPTS(DoorRules::resourcesAnswerWithReceipts),
    RESOURCES_SAY_WHAT_THEY_WRITE(DoorRules::resourcesSayWhatTheyWrite),
    SOAP_DOORS_ARE_COMPLETE(DoorRules::soapDoorsAreComplete);

    private final Function<Tree, ArchRule> rule;

    Rule(Function<Tree, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule for the features below this package. */
    public ArchRule under(String root) {
        return rule.apply(new Tree(root));
    }

    /** The package with classes that break this rule. */
    public String plantedFault() {
        return "org.zhengshu.tests.planted." + name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
