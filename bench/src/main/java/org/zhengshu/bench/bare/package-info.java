/**
 * The baselines of goals G2, G3 and G4: what one writes in an afternoon without grant, log and
 * receipt, on the same server. Only in the archive that the benchmark assembles for itself.
 */
package org.zhengshu.bench.bare;
