package dev.millrace.pipeline.check;

import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code custom-build-num}; others are a warning, since an installation may add. */
public final class BuildNumberRules {
  /** What a rule consists of. */
  public static final String FORM = "[\\w\\-{}() +?.:$\"]+";

  /** One that is right. */
  public static final String EXAMPLE = "${{DATE:\"yyyyMMdd\"}}.${{BUILD_NO_OF_DAY}}";

  private static final Pattern PART =
      Pattern.compile("\\$\\{\\{\\s*([A-Za-z_]+)(:\"[^\"]*\")?\\s*}}");

  private static final List<String> KNOWN =
      List.of(
          "MINUTE",
          "DAY_OF_YEAR",
          "MONTH_OF_YEAR",
          "DATE",
          "FORMAT_DATE",
          "HOUR_OF_DAY",
          "YEAR",
          "SECOND",
          "DAY_OF_MONTH",
          "BUILD_NO_OF_DAY",
          "BK_CI_PROJECT_NAME_CN",
          "BK_CI_PIPELINE_NAME",
          "BK_CI_BUILD_NUM",
          "BK_CI_REPO_GIT_WEBHOOK_SOURCE_BRANCH");

  private BuildNumberRules() {}

  static void check(Outline pipeline, ProblemCollector problems) {
    pipeline.buildNumber().ifPresent(rule -> check(rule, problems));
  }

  private static void check(Written rule, ProblemCollector problems) {
    Matcher part = PART.matcher(rule.text());
    while (part.find()) {
      if (!KNOWN.contains(part.group(1))) {
        problems.add(
            rule.spot()
                .at(part.start(1))
                .problem(Rule.BUILD_NUMBER_RULE, part.group(1))
                .suggesting(Spelling.closest(part.group(1), KNOWN)));
      }
    }
  }
}
