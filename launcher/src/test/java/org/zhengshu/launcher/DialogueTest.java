package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final RulesCheck RULES = new RulesCheck(Path.of("../config"), Clock.systemUTC());

    @Test
    void anEmptyLineTakesTheStandardAnswer() {
        Answers answers = asked(lines("", List.of()));
        assertThat(answers.get(Question.NODE)).isEqualTo("zhengshu");
        assertThat(answers.get(Question.TENANT_NAME)).isEqualTo("辽宁省");
        Findings findings = new Findings();
        answers.check("dialogue", findings);
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForAgain() {
        Answers answers = asked(lines("", List.of("Not A Name", "liaoning")));
        assertThat(answers.get(Question.NODE)).isEqualTo("liaoning");
    }

    @Test
    void furtherQuestionsFollowFromAnswers() {
        Answers given = Answers.none();
        given.put(Question.KEYS, "pkcs11");
        assertThat(Question.PKCS11_TOKEN.concerns(given)).isTrue();
        assertThat(Question.PKCS11_TOKEN.concerns(Answers.none())).isFalse();
    }

    @Test
    void anInputThatEndsIsNotAnAnswer() {
        assertThatThrownBy(() -> asked("liaoning\n"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--answers");
    }

    /** An answer to each question that is asked, after these for the first one. */
    private static String lines(String node, List<String> first) {
        List<String> lines = new ArrayList<>(first.isEmpty() ? List.of(node) : first);
        for (Question question : Question.values()) {
            if (question != Question.NODE && question.concerns(Answers.none())) {
                lines.add(AnswersTest.LEAST.getOrDefault(question.key(), ""));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static Answers asked(String input) {
        Answers answers = Answers.none();
        new Dialogue(new BufferedReader(new StringReader(input)), RULES).ask(answers);
        return answers;
    }
}
