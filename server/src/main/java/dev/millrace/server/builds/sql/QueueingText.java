package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.engine.state.Queueing;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Where a build queues, as a JSON object of texts. */
final class QueueingText {
  private QueueingText() {}

  static String write(Queueing queueing) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pipeline", queueing.pipeline().value());
    fields.put("queue", queueing.queue().value());
    queueing.reason().ifPresent(reason -> fields.put("reason", SentenceText.ofOne(reason)));
    return Texts.object(fields);
  }

  /** A row of a release without queues says nothing; its build was in that of its pipeline. */
  static Queueing read(Optional<String> column, String pipelineName) {
    if (column.isEmpty()) {
      return Queueing.ofNamed(pipelineName);
    }
    SequencedMap<String, String> fields = Texts.map(column);
    return new Queueing(
        new PipelineId(fields.getOrDefault("pipeline", pipelineName)),
        new QueueId(fields.getOrDefault("queue", pipelineName)),
        Optional.ofNullable(fields.get("reason")).map(SentenceText::one));
  }
}
