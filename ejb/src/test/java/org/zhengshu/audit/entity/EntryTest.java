package org.zhengshu.audit.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.proof.HashAlgorithm;

@Tag("AUD-4")
class EntryTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T08:00:00.123456789Z"), ZoneOffset.UTC);
    private static final Message MESSAGE =
            new Message("{\"count\":3}".getBytes(StandardCharsets.UTF_8), Message.BODY);

    private static Entry anEntry(Call call) {
        return Entry.of(call, "ln", Entry.ANSWERED, MESSAGE, CLOCK);
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
}
