package dev.millrace.server.pipelines.http;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.pipelines.PipelineLimits;
import dev.millrace.server.pipelines.PipelinePage;
import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Sort;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.projects.Projects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the pipelines of a project. */
public final class PipelineListRoute {
  /** Pipelines of a page where nobody says how many. */
  static final int USUAL_LIMIT = 50;

  private static final Query<Optional<String>> NAME =
      Query.text(
          "name", "a part of the name, in small or capital letters", PipelineLimits.NAME_MAX);
  private static final Query<Optional<String>> LABEL =
      Query.text("label", "a label they have", 2 * PipelineLimits.LABEL_MAX);
  private static final Query<Optional<String>> CREATOR =
      Query.text("creator", "the user who made them", UserId.MAX_LENGTH);
  private static final Query<Optional<Sort>> SORT =
      Query.choice("sort", "by what; by name if not given", Sort.class);
  private static final Query<Optional<Order>> ORDER =
      Query.choice("order", "in which direction; ascending if not given", Order.class);
  private static final Query<Boolean> DELETED =
      Query.flag("deleted", "those that are deleted, instead of those that are not");
  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(USUAL_LIMIT, PipelineLimits.PAGE_MAX);

  private final Pipelines pipelines;
  private final Projects projects;
  private final Activities activities;

  public PipelineListRoute(Pipelines pipelines, Projects projects, LastBuilds builds) {
    this.pipelines = pipelines;
    this.projects = projects;
    this.activities = new Activities(builds);
  }

  private enum Order {
    ASCENDING,
    DESCENDING
  }

  /** A page of pipelines. */
  public record PipelineList(List<PipelineView> items, Optional<String> next) {}

  public List<Route> routes() {
    return List.of(
        Route.get("list-pipelines", PipelinePath.PIPELINES)
            .summary("Lists the pipelines of a project, a page at a time")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(NAME, LABEL, CREATOR, SORT, ORDER, DELETED, CURSOR, LIMIT)
            .answers(PipelineList.class)
            .by(this::list));
  }

  private Answer list(Call call) {
    var project = projects.find(call.project());
    Optional<String> creator = call.get(CREATOR);
    Sort sort = call.get(SORT).orElse(Sort.NAME);
    var query =
        new PipelineQuery(
            project.id(),
            call.get(NAME).orElse(""),
            call.get(LABEL),
            creator.filter(UserId::isValid).map(UserId::new),
            call.get(DELETED),
            sort,
            call.get(ORDER).orElse(Order.ASCENDING) == Order.DESCENDING,
            call.get(CURSOR).map(text -> place(text, sort)),
            call.get(LIMIT));
    PipelinePage page =
        isHopeless(call) || query.creator().isPresent() != creator.isPresent()
            ? new PipelinePage(List.of(), Optional.empty())
            : pipelines.list(query);
    return Answer.ok(
        new PipelineList(
            activities.shown(call, page.entries()), page.next().map(next -> written(next, sort))));
  }

  /** No name and no label has this character, and some databases can't even be asked for it. */
  private static boolean isHopeless(Call call) {
    return Stream.of(call.get(NAME), call.get(LABEL))
        .flatMap(Optional::stream)
        .anyMatch(text -> text.indexOf('\0') >= 0);
  }

  private static String written(PipelineQuery.Cursor place, Sort sort) {
    return switch (place) {
      case PipelineQuery.Cursor.ByName(var name, var id) -> Cursor.of(sort, name, id).written();
      case PipelineQuery.Cursor.ByMoment(var moment, var id) ->
          Cursor.of(sort, moment, id).written();
    };
  }

  /** A place of a list in another order is none in this. */
  private static PipelineQuery.Cursor place(String text, Sort sort) {
    return Cursor.read(
        text,
        3,
        pieces -> {
          if (Sort.valueOf(pieces.get(0)) != sort || pieces.get(2).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a place of another list");
          }
          var id = new PipelineId(pieces.get(2));
          return switch (sort) {
            case NAME -> new PipelineQuery.Cursor.ByName(hexadecimal(pieces.get(1)), id);
            case CHANGED, CREATED ->
                new PipelineQuery.Cursor.ByMoment(Instant.parse(pieces.get(1)), id);
          };
        });
  }

  private static String hexadecimal(String sortName) {
    if (!sortName.matches("[0-9a-f]*")) {
      throw new IllegalArgumentException("no name in the order of lists");
    }
    return sortName;
  }
}
