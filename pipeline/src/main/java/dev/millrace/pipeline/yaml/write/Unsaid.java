package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * Something that could not be written, before its place in the text is known.
 *
 * @param path keys (texts) and indexes (numbers) from the root of the document
 */
record Unsaid(List<Object> path, Rule rule, List<Object> arguments) {
  Unsaid {
    path = List.copyOf(path);
    arguments = List.copyOf(arguments);
  }

  /** The problem, at the end of the path in {@code root} or as far as the path is there. */
  Problem in(Optional<Node> root, String file) {
    Place near =
        root.map(node -> mark(node, path, node.mark()).place())
            .orElseGet(() -> new Place(file, 1, 1));
    var place = new Place(near.file(), near.line(), near.column(), shown());
    return Problem.at(place, rule, arguments.toArray());
  }

  private static Mark mark(Node node, List<Object> path, Mark reached) {
    if (path.isEmpty()) {
      return reached;
    }
    List<Object> rest = path.subList(1, path.size());
    return switch (node) {
      case Node.Mapping map ->
          map.entry(path.getFirst().toString())
              .map(entry -> mark(entry.value(), rest, entry.key().mark()))
              .orElse(reached);
      case Node.Sequence list
          when path.getFirst() instanceof Integer index && index < list.items().size() ->
          mark(list.items().get(index), rest, list.items().get(index).mark());
      case Node.Sequence _, Node.Scalar _ -> reached;
    };
  }

  private String shown() {
    var shown = new StringBuilder("$");
    for (Object step : path) {
      if (step instanceof Integer index) {
        shown.append('[').append((int) index).append(']');
      } else {
        shown.append('.').append(step);
      }
    }
    return shown.toString();
  }
}
