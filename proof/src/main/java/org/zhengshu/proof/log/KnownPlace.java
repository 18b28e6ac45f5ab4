package org.zhengshu.proof.log;

import java.util.Optional;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.SignedCheckpoint;

/**
 * What somebody keeps of a log outside of it (已知存证): the root at a size, and perhaps an entry's
 * leaf under that root. The person who hands it in vouches for it; a receipt is verified before.
 *
 * @param name how findings call it, for instance the file
 */
public record KnownPlace(String name, String origin, long size, byte[] root, Optional<Leaf> leaf) {

    /** An entry's place (条目位置): its index and leaf hash. */
    public record Leaf(long index, byte[] hash) {}

    public static KnownPlace of(String name, Receipt receipt) {
        byte[] data =
                EntryCommitment.leafData(
                        receipt.log().hash(),
                        receipt.salt(),
                        CanonicalJson.encode(receipt.entry()));
        Checkpoint checkpoint = receipt.checkpoint().checkpoint();
        return new KnownPlace(
                name,
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root(),
                Optional.of(
                        new Leaf(
                                receipt.log().index(),
                                MerkleTree.leafHash(receipt.log().hash(), data))));
    }

    public static KnownPlace of(String name, SignedCheckpoint note) {
        Checkpoint checkpoint = note.checkpoint();
        return new KnownPlace(
                name, checkpoint.origin(), checkpoint.size(), checkpoint.root(), Optional.empty());
    }
}
