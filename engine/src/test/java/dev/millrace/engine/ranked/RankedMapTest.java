package dev.millrace.engine.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankedMapTest {
  @Test
  void whatever_is_put_and_removed_it_is_a_sorted_map_that_knows_ranks() {
    Seeds.forEach(200, RankedMapTest::play);
  }

  private static void play(SplittableRandom random) {
    var expected = new TreeMap<Integer, String>();
    var map = RankedMap.<Integer, String>empty();
    for (int step = 0; step < 300; step++) {
      int key = random.nextInt(100);
      if (random.nextInt(3) > 0) {
        expected.put(key, "v" + step);
        map = map.with(key, "v" + step);
      } else {
        expected.remove(key);
        map = map.without(key);
      }

      assertThat(map.values()).containsExactlyElementsOf(expected.values());
      assertThat(map.size()).isEqualTo(expected.size());
      assertThat(map.find(key).orElse(null)).isEqualTo(expected.get(key));
      assertThat(map.rank(key)).isEqualTo(expected.headMap(key).size());
      assertThat(map.first().orElse(null))
          .isEqualTo(expected.isEmpty() ? null : expected.firstEntry().getValue());
      assertThat(map.last().orElse(null))
          .isEqualTo(expected.isEmpty() ? null : expected.lastEntry().getValue());
    }
  }

  @Test
  void a_change_leaves_what_was_before_as_it_was() {
    var before = RankedMap.<Integer, String>empty().with(1, "a").with(2, "b");

    var after = before.without(1).with(2, "c");

    assertThat(before.values()).containsExactly("a", "b");
    assertThat(after.values()).containsExactly("c");
  }

  @Test
  void keys_in_order_do_not_make_it_deep() {
    var map = RankedMap.<Integer, Integer>empty();
    // A chain of this length would end the stack.
    for (int i = 0; i < 200_000; i++) {
      map = map.with(i, i);
    }
    for (int i = 0; i < 199_999; i++) {
      map = map.without(i);
    }

    assertThat(map.values()).containsExactly(199_999);
  }
}
