/**
 * Benchmarks of the product, each figure beside a floor or a peer measured in the same run, because
 * machines are noisy and only ratios travel.
 *
 * <p>Start reading at {@link dev.millrace.bench.Benchmarks}. Not part of the shipped product.
 */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
