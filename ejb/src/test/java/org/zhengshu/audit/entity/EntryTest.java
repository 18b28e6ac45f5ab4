package org.zhengshu.audit.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.proof.HashAlgorithm;

@Tag("AUD-4")
class EntryTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T08:00:00.123456789Z"), ZoneOffset.UTC);
    private static final Message MESSAGE =
            new Message("{\"count\":3}".getBytes(StandardCharsets.UTF_8), Message.BODY);

    private static Entry anEntry(Call call) {
        return anEntry(call, Entry.ANSWERED);
    }

    private static Entry anEntry(Call call, String outcome) {
        return Entry.of(
                call,
                outcome,
                MESSAGE,
                SubjectList.of(call.subjects(), EntryTest::hash),
                Entry.Origin.now("ln", CLOCK));
    }

    private static byte[] hash(String identifier) {
        return HashAlgorithm.SM3.digest(identifier.getBytes(StandardCharsets.UTF_8));
    }

    private static Call aCall() {
        Actor actor =
                new Actor("li.na", Actor.Kind.PERSON, "李娜", "dep", "210000", Set.of(Role.REVIEWER));
        return new Call("0af7651916cd43dd8448eb211c80319c", Call.Door.SOAP, actor, Language.CHINESE)
                .note("resource", "r1")
                .note("rows", 3);
    }

    @Test
    void itSaysWhoDidWhatThroughWhichDoor() throws Exception {
        JsonNode entry = Json.MAPPER.readTree(anEntry(aCall()).canonical());
        assertThat(entry.at("/actor/id").asText()).isEqualTo("li.na");
        assertThat(entry.at("/department").asText()).isEqualTo("dep");
        assertThat(entry.at("/tenant").asText()).isEqualTo("210000");
        assertThat(entry.at("/door").asText()).isEqualTo("SOAP");
        assertThat(entry.at("/outcome").asText()).isEqualTo("answered");
        assertThat(entry.at("/trace").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(entry.at("/at").asText()).isEqualTo("2026-11-21T08:00:00.123456Z");
        assertThat(entry.at("/facts/rows").asInt()).isEqualTo(3);
        assertThat(entry.at("/action").asText()).isEqualTo("unknown");
    }

    @Test
    void itHoldsTheDigestsOfTheVeryAnswer() throws Exception {
        JsonNode message = Json.MAPPER.readTree(anEntry(aCall()).canonical()).get("message");
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(MESSAGE.bytes());
        assertThat(message.get("form").asText()).isEqualTo("body");
        assertThat(message.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(sha256));
        assertThat(message.get("sm3").asText())
                .isEqualTo(HexFormat.of().formatHex(HashAlgorithm.SM3.digest(MESSAGE.bytes())));
    }

    @Test
    void twoEntriesOfOneCallShareNeitherIdNorSalt() {
        Call call = aCall();
        Entry one = anEntry(call);
        Entry other = anEntry(call);
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.salt()).hasSize(32).isNotEqualTo(other.salt());
        assertThat(one.resource()).isEqualTo("r1");
    }

    @Test
    @Tag("AUD-30")
    void aRefusalKeepsWhatWasKnownButTheRows() throws Exception {
        UUID grant = UUID.fromString("00000000-0000-0000-0000-000000000001");
        Call call = aCall().note("grant", grant).note("purpose", "核验");
        Entry refused = anEntry(call, "exchange/quota-exhausted");
        JsonNode entry = Json.MAPPER.readTree(refused.canonical());
        assertThat(refused.grant()).isEqualTo(grant);
        assertThat(entry.at("/facts/grant").asText()).isEqualTo(grant.toString());
        assertThat(entry.at("/facts/purpose").asText()).isEqualTo("核验");
        assertThat(entry.at("/facts").has("rows")).isFalse();
        assertThat(entry.has("subjects")).isFalse();
    }

    @Test
    @Tag("AUD-30")
    void aSystemIsNamedAndAPersonIsNot() throws Exception {
        Actor system = new Actor("s1", Actor.Kind.SYSTEM, "不动产登记系统", "dep", "210000", Set.of());
        Call call = new Call(Call.newTrace(), Call.Door.REST, system, Language.CHINESE);
        assertThat(Json.MAPPER.readTree(anEntry(call).canonical()).at("/actor/name").asText())
                .isEqualTo("不动产登记系统");
        assertThat(Json.MAPPER.readTree(anEntry(aCall()).canonical()).at("/actor").has("name"))
                .isFalse();
    }

    @Test
    @Tag("AUD-31")
    void itCommitsToItsSubjectsAndNamesNoneInClear() throws Exception {
        String person = CitizenId.of("21010219900307123").value();
        String company = SocialCreditCode.of("91210102MA0UQXRM8").value();
        Call call = aCall();
        call.concerns(person.toLowerCase(Locale.ROOT)).concerns(company);
        call.concerns(person).concerns("210102199003071230x").concerns(null).concerns("沈阳");
        Entry entry = anEntry(call);
        List<byte[]> hashes = entry.subjects().hashes();
        assertThat(hashes).hasSize(2).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(hashes).containsExactlyInAnyOrder(hash(person), hash(company));
        String text = new String(entry.canonical(), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(person, company);
        assertThat(Json.MAPPER.readTree(text).get("subjects").asText())
                .isEqualTo(SubjectList.committed(hashes))
                .startsWith("2:");
    }

    @Test
    @Tag("AUD-31")
    void moreSubjectsThanTheLimitAreCountedOnly() throws Exception {
        Call call = aCall();
        for (int i = 0; i <= SubjectList.LIMIT; i++) {
            call.concerns(CitizenId.of("2101021990%07d".formatted(i)).value());
        }
        Entry entry = anEntry(call);
        assertThat(entry.subjects().hashes()).isEmpty();
        assertThat(Json.MAPPER.readTree(entry.canonical()).get("subjects").asText())
                .isEqualTo("1001");
    }
}
