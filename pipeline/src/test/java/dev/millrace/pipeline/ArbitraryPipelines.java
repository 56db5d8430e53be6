package dev.millrace.pipeline;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pipelines as strange as the model allows: every record, every optional part present and absent,
 * every closed choice, texts that look like something else. Most make no sense; a codec must carry
 * them all the same. Same seed, same pipeline.
 */
public final class ArbitraryPipelines {
  private final Arbitrary any;
  private final ArbitraryJobs jobs;
  private final ArbitraryTriggers triggers;

  private ArbitraryPipelines(SplittableRandom random) {
    any = new Arbitrary(random);
    jobs = new ArbitraryJobs(any);
    triggers = new ArbitraryTriggers(any);
  }

  public static Pipeline pipeline(SplittableRandom random) {
    return new ArbitraryPipelines(random).pipeline();
  }

  private Pipeline pipeline() {
    return new Pipeline(
        any.text(),
        any.text(),
        any.texts(),
        any.flag(),
        any.list(triggers::trigger),
        any.list(() -> variable(0)),
        any.list(() -> new VariableGroupUse(any.text(), any.maybe(any::text))),
        any.list(this::stage),
        any.list(jobs::entry),
        any.rarely(4) ? Optional.of(jobs.template()) : Optional.empty(),
        resources(),
        any.list(this::notice),
        concurrency(),
        any.maybe(this::version),
        settings(),
        any.dataMap());
  }

  private StageEntry stage() {
    if (any.rarely(8)) {
      return new StageTemplate(jobs.template());
    }
    return new Stage(
        any.text(),
        any.text(),
        any.flag(),
        any.list(() -> any.oneOf(List.of("Build", "Test", "Deploy", "Approve", any.text()))),
        jobs.condition(),
        any.flag(),
        any.maybe(this::check),
        any.rarely(4) ? Optional.of(check()) : Optional.empty(),
        any.list(jobs::entry),
        any.dataMap());
  }

  private StageCheck check() {
    return new StageCheck(
        any.maybe(any::number),
        any.list(() -> new ReviewFlow(any.text(), any.texts(), any.texts())),
        any.list(this::reviewVariable),
        any.text(),
        any.flag(),
        any.texts(),
        any.texts(),
        any.maybe(() -> any.flag() ? any.data() : new Data.Items(List.of(Data.text("rule")))),
        any.dataMap());
  }

  private ReviewVariable reviewVariable() {
    return new ReviewVariable(
        any.text(),
        any.text(),
        any.oneOf(ReviewInput.class),
        any.data(),
        any.list(any::data),
        any.maybe(any::text),
        any.flag(),
        any.text());
  }

  private Variable variable(int depth) {
    return new Variable(
        any.oneOf(List.of("BK_CI_MAJOR_VERSION", "TARGET", any.text())),
        any.data(),
        any.flag(),
        any.flag(),
        any.flag(),
        any.flag(),
        any.maybe(any::flag),
        any.textMap(),
        any.maybe(() -> form(depth)),
        any.dataMap());
  }

  private VariableForm form(int depth) {
    boolean plain = any.rarely(4);
    return new VariableForm(
        plain ? VariableType.STRING : any.oneOf(VariableType.class),
        plain ? "" : any.text(),
        plain ? "" : any.text(),
        plain ? "" : any.text(),
        !plain && any.flag(),
        any.list(() -> new VariableForm.Option(any.text(), any.text(), any.text())),
        any.maybe(any::text),
        any.maybe(any::text),
        any.maybe(any::text),
        any.maybe(() -> new VariableForm.BuildResource(any.text(), any.text())),
        any.maybe(any::text),
        any.maybe(any::flag),
        any.textMap(),
        any.maybe(any::data),
        depth < 2 && any.rarely(3) ? any.list(() -> variable(depth + 1)) : List.of(),
        any.maybe(any::flag),
        any.dataMap());
  }

  private Resources resources() {
    return new Resources(
        any.list(() ->
            new Resources.Repository(
                any.text(), any.text(), any.maybe(any::text), any.maybe(any::text))),
        any.list(() -> new Resources.Pool(any.text(), any.text())));
  }

  private Notice notice() {
    return new Notice(
        any.list(() -> any.oneOf(Notice.Channel.class)),
        any.texts(),
        any.texts(),
        any.maybe(any::text),
        any.texts(),
        any.flag(),
        any.flag(),
        any.oneOf(Notice.Moment.class),
        any.dataMap());
  }

  private Concurrency concurrency() {
    return any.rarely(4)
        ? Concurrency.DEFAULT
        : new Concurrency(
            any.oneOf(RunLock.class),
            any.maybe(any::text),
            any.flag(),
            any.maybe(any::number),
            any.maybe(any::number),
            any.maybe(any::number));
  }

  private RecommendedVersion version() {
    return new RecommendedVersion(
        any.flag(),
        any.flag(),
        any.flag(),
        any.text(),
        any.text(),
        any.text(),
        any.number(),
        any.oneOf(BuildNumberStrategy.class));
  }

  private Settings settings() {
    return new Settings(
        any.flag(),
        any.flag(),
        any.maybe(any::text),
        any.maybe(() -> any.oneOf(Dialect.class)),
        any.flag(),
        any.flag(),
        any.maybe(any::data));
  }
}
