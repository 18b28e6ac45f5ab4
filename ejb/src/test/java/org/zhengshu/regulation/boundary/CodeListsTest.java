package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeListsTest {

    private final CodeLists codes = new CodeLists(ConfigFiles.CODE_LISTS);

    @Test
    void theDeliveredListsAreSound() {
        assertThat(codes.problems()).isEmpty();
        assertThat(codes.ids())
                .containsExactly(
                        "approval-step",
                        "basis-level",
                        "channel",
                        "data-domain",
                        "format-class",
                        "format-type",
                        "holder-code-type",
                        "item-data-type",
                        "licence-status",
                        "open-flag",
                        "org-type",
                        "purpose",
                        "security-level",
                        "share-mode-class",
                        "share-mode-type",
                        "share-type",
                        "update-cycle");
        assertThat(codes.list("share-type").version()).isNotBlank();
        assertThat(codes.list("share-type").source()).contains("1272");
        assertThat(codes.list("item-data-type").codes())
                .extracting(Code::code)
                .containsExactly("C", "N", "Y", "D", "T", "L", "M", "G", "B", "I", "F");
        assertThat(codes.list("data-domain").codes()).hasSize(23);
        assertThat(codes.list("holder-code-type").codes()).hasSize(16);
    }

    @Test
    void everyFormatTypeBelongsToAFormatClass() {
        for (Code type : codes.list("format-type").codes()) {
            assertThat(codes.require("format-class", type.code().substring(0, 2))).isNotNull();
        }
    }

    @Test
    void everyRankOfTheRulesHasACode() {
        RulePacks packs = new RulePacks(ConfigFiles.PACKS, ConfigFiles.clockAt("2026-03-02"));
        for (String id : List.of("LN-2019", "GD-2018", "CZ-2018")) {
            for (String level :
                    packs.stack(List.of(id), true).texts("share.basis.levels").value()) {
                assertThat(codes.require("basis-level", level).zh()).isNotBlank();
            }
        }
    }

    @Test
    @Tag("REG-13")
    void anUnknownCodeIsRefusedWithTheCodesThereAre() {
        assertThat(codes.require("share-type", "2").zh()).isEqualTo("有条件共享");
        assertThatExceptionOfType(UnknownCode.class)
                .isThrownBy(() -> codes.require("share-type", "4"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("4"))
                .satisfies(e -> assertThat(e.list()).isEqualTo("share-type"))
                .satisfies(e -> assertThat(e.zh()).contains("1 无条件共享"))
                .withMessageContaining("3 Not shared");
        assertThatIllegalArgumentException().isThrownBy(() -> codes.require("share-typ", "1"));
    }

    @Test
    void namesAreInTheReadersLanguage() {
        assertThat(codes.name("share-type", "1", Locale.SIMPLIFIED_CHINESE)).isEqualTo("无条件共享");
        assertThat(codes.name("share-type", "1", Locale.UK)).isEqualTo("Unconditional sharing");
    }

    @ParameterizedTest
    @CsvSource({
        "share-type, 无条件, 1",
        "share-type, ' 无条件共享 ', 1",
        "share-type, １, 1",
        "share-type, conditional, 2",
        "format-type, sysbase, 0309",
        "format-type, SYBASE, 0309",
        "item-data-type, ｃ, C"
    })
    void importedTextIsRecognised(String list, String text, String code) {
        assertThat(codes.find(list, text)).map(Code::code).contains(code);
    }

    @Test
    void noSpellingOfAListIsAmbiguous() {
        for (String id : codes.ids()) {
            for (Code code : codes.list(id).codes()) {
                assertThat(codes.find(id, code.code())).contains(code);
                assertThat(codes.find(id, code.zh())).contains(code);
                assertThat(code.aliases())
                        .allMatch(a -> codes.find(id, a).equals(codes.find(id, code.code())));
            }
        }
        assertThat(codes.find("share-type", "随便")).isEmpty();
    }

    @Test
    @Tag("REG-1")
    void aChangedListTakesEffectAtOnceAndAFaultyOneKeepsTheLast(@TempDir Path folder) {
        ConfigFiles.copy(ConfigFiles.CODE_LISTS, folder);
        CodeLists changing = new CodeLists(folder);
        Path file = folder.resolve("purpose.json");

        ConfigFiles.edit(file, "业务协同", "跨部门业务协同");
        assertThat(changing.name("purpose", "4", Locale.CHINESE)).isEqualTo("跨部门业务协同");

        ConfigFiles.edit(file, "\"code\": \"4\"", "\"code\": \"3\"");
        assertThat(changing.problems())
                .extracting(ConfigProblem::file, ConfigProblem::key)
                .containsExactly(tuple("purpose.json", "codes[3]"));
        assertThat(changing.name("purpose", "4", Locale.CHINESE)).isEqualTo("跨部门业务协同");
    }
}
