package org.zhengshu.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Asks the set-up's questions on the command line; an empty line takes what is in brackets. */
final class Dialogue {
    private final BufferedReader in;
    private final RulesCheck rules;

    Dialogue(BufferedReader in, RulesCheck rules) {
        this.in = in;
        this.rules = rules;
    }

    /** Asks everything that is open, beginning from earlier answers. */
    void ask(Answers answers) {
        Screen.text("直接回车采用方括号中的值  An empty line takes the value in brackets");
        for (Question question : Question.values()) {
            if (question.concerns(answers)) {
                ask(question, answers);
            }
        }
    }

    private void ask(Question question, Answers answers) {
        if (question == Question.STACK) {
            Screen.text(rules.list());
        }
        String before = answers.get(question);
        while (true) {
            Screen.text("");
            Screen.text(question.text().zh());
            Screen.text(question.text().en());
            Screen.text("  " + question.key() + " [" + before + "]:");
            String given = line();
            String answer = given.isEmpty() ? before : given;
            if (question.fits(answer)) {
                answers.put(question, answer);
                return;
            }
            Screen.text("  不符合要求, 请重新输入  This does not fit, once more please");
        }
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw StartFailure.refused(
                        "输入已结束, 尚有问题未回答; 也可用 --answers 文件", "Input ended before the last answer");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
