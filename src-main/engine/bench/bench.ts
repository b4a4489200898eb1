/** Entry of the benchmarks; each prints one JSON line. */
process.stdout.write('');
