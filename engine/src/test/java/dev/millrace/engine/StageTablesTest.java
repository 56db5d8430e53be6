package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.state.StageStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays docs/rules/stages.md. */
class StageTablesTest {
  static List<Row> stages() {
    return RuleTable.rows("stages.md", "Result of a stage");
  }

  static List<Row> builds() {
    return RuleTable.rows("stages.md", "Result of a build");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void a_stage_ends_as_its_jobs_did(Row row) {
    List<String> wanted = RuleWords.list(row.get("its jobs"));
    var jobs = new ArrayList<JobBuilder>();
    for (String phrase : wanted) {
      JobBuilder job = aJob("j" + jobs.size());
      if (RuleWords.mayFail(phrase)) {
        job.mayFail();
      }
      if (phrase.equals("SKIP")) {
        job.when("1 == 2");
      }
      jobs.add(job);
    }
    var build = aBuildOf(aPipeline().stage(jobs.toArray(JobBuilder[]::new)).stage(aJob("next")));

    for (int i = 0; i < wanted.size(); i++) {
      end(row, build, "j" + i, RuleWords.plain(wanted.get(i)));
    }

    RuleWords.check(row, "the stage", build.stages().get(0));
    RuleWords.check(
        row,
        "the next stage",
        build.stages().get(1) == StageStatus.RUNNING
            ? "runs"
            : build.stages().get(1) == StageStatus.UNEXEC ? "not reached" : build.stages().get(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builds")
  void a_build_ends_as_its_stages_and_finally_jobs_did(Row row) {
    List<String> wanted = RuleWords.list(row.get("its stages"));
    String last = row.get("its finally job");
    PipelineBuilder pipeline = aPipeline();
    for (int i = 0; i < wanted.size(); i++) {
      StageBuilder stage = aStage(aJob("s" + i));
      pipeline.stage(wanted.get(i).equals("SKIP") ? stage.when("1 == 2") : stage);
    }
    JobBuilder clean = aJob("clean");
    var build = aBuildOf(pipeline.lastly(last.equals("SKIP") ? clean.when("1 == 2") : clean));

    for (int i = 0; i < wanted.size(); i++) {
      end(row, build, "s" + i, wanted.get(i));
    }
    end(row, build, "clean", last);

    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(build.stages().get(i).name())) {
        throw row.wrong("stage " + (i + 1) + " can't be had so: it is " + build.stages().get(i));
      }
    }
    RuleWords.check(row, "the build", build.status());
  }

  private static void end(Row row, PlayedBuild build, String job, String status) {
    switch (status) {
      case "SUCCEED" -> build.succeeds(job);
      case "FAILED" -> build.fails(job);
      case "CANCELED" -> build.cancel();
      case "SKIP", "UNEXEC" -> {}
      default -> throw row.wrong("how does something end as " + status + "?");
    }
  }
}
