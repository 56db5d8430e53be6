package dev.millrace.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTableTest {
  @Test
  void it_is_what_a_map_of_the_same_changes_is_and_tells_its_difference_to_any_before() {
    Seeds.forEach(
        200,
        random -> {
          var model = new TreeMap<Long, String>();
          var earlier = new TreeMap<Long, String>();
          SortedTable<Long, String> table = SortedTable.empty();
          SortedTable<Long, String> before = table;
          for (int step = 0; step < 200; step++) {
            long key = random.nextLong(60);
            if (random.nextInt(3) == 0) {
              table = table.without(key);
              model.remove(key);
            } else {
              String value = "v" + random.nextInt(3);
              table = table.with(key, value);
              model.put(key, value);
            }
            if (random.nextInt(20) == 0) {
              before = table;
              earlier = new TreeMap<>(model);
            }

            assertThat(table.values()).isEqualTo(List.copyOf(model.values()));
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(table.get(key)).isEqualTo(Optional.ofNullable(model.get(key)));
            assertThat(table.rankOf(key)).isEqualTo(model.headMap(key).size());
            assertThat(table.first().map(Map.Entry::getKey))
                .isEqualTo(model.isEmpty() ? Optional.empty() : Optional.of(model.firstKey()));
            assertThat(table.last().map(Map.Entry::getKey))
                .isEqualTo(model.isEmpty() ? Optional.empty() : Optional.of(model.lastKey()));
            assertThat(table.firstFrom(key))
                .isEqualTo(Optional.ofNullable(model.ceilingEntry(key)));
            assertThat(replayed(earlier, table.since(before))).isEqualTo(model);
          }
        });
  }

  @Test
  void the_same_entries_are_equal_by_whatever_changes_they_came() {
    SortedTable<Integer, String> up = SortedTable.empty();
    SortedTable<Integer, String> down = SortedTable.empty();
    for (int n = 0; n < 100; n++) {
      up = up.with(n, "x");
      down = down.with(99 - n, "x");
    }

    assertThat(up).isEqualTo(down).hasSameHashCodeAs(down);
    assertThat(up.since(down)).isEqualTo(new SortedTable.Changes<>(List.of(), List.of()));
  }

  @Test
  void one_change_among_many_is_the_whole_difference() {
    SortedTable<Integer, String> before = SortedTable.empty();
    for (int n = 0; n < 10_000; n++) {
      before = before.with(n, "x");
    }

    var changes = before.with(5_000, "y").without(1).since(before);

    assertThat(changes.put()).containsExactly(Map.entry(5_000, "y"));
    assertThat(changes.removed()).containsExactly(1);
  }

  private static Map<Long, String> replayed(
      Map<Long, String> before, SortedTable.Changes<Long, String> changes) {
    var after = new TreeMap<>(before);
    assertThat(new ArrayList<>(before.keySet())).containsAll(changes.removed());
    changes.removed().forEach(after::remove);
    changes.put().forEach(entry -> after.put(entry.getKey(), entry.getValue()));
    return after;
  }
}
