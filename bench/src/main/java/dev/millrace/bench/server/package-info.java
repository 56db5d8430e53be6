/**
 * Benchmarks of the server, over HTTP, as its users meet it.
 *
 * <p>Start reading at {@link dev.millrace.bench.server.ServerBenchmarks}. The client shares the
 * cores with the server, and its own cost is in every figure: each table has a floor, what the same
 * client measures where next to nothing is to be done.
 */
@NullMarked
package dev.millrace.bench.server;

import org.jspecify.annotations.NullMarked;
