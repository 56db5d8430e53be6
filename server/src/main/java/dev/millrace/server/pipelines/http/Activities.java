package dev.millrace.server.pipelines.http;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.http.Call;
import dev.millrace.server.pipelines.PipelineEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows pipelines with what goes on at them, to those who may see builds. */
record Activities(LastBuilds builds) {
  PipelineView shown(Call call, PipelineEntry entry) {
    return shown(call, List.of(entry)).getFirst();
  }

  List<PipelineView> shown(Call call, List<PipelineEntry> entries) {
    Set<PipelineId> ids =
        entries.stream().map(PipelineEntry::id).collect(Collectors.toUnmodifiableSet());
    Map<PipelineId, PipelineActivity> all =
        ids.isEmpty() || !call.who().isWithinScope(Permission.VIEW_BUILD)
            ? Map.of()
            : builds.of(ids);
    return entries.stream()
        .map(entry -> PipelineView.of(entry, all.getOrDefault(entry.id(), PipelineActivity.NONE)))
        .toList();
  }
}
