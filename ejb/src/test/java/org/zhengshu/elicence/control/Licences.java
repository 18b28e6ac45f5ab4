package org.zhengshu.elicence.control;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.elicence.entity.BusinessLicence;
import org.zhengshu.elicence.entity.HolderCodeType;
import org.zhengshu.elicence.entity.LicenceIdentifier;

/** Licences for tests. */
final class Licences {
    static final Path FONT = Path.of("..", "config", "fonts", "NotoSansSC_400Regular.ttf");
    static final Instant CREATED = Instant.parse("2026-11-20T01:02:03Z");

    static final SignatureWords WORDS =
            new SignatureWords("沈阳市浑南区市场监督管理局", "签发营业执照", "辽宁省沈阳市", CREATED.plusSeconds(5));

    static final UUID ID = UUID.fromString("5d9d4f66-9a3c-4c1e-8f5b-0a1b2c3d4e5f");
    static final SealPicture SEAL = document().seal(aLicence());

    private Licences() {}

    /** Of a node without a public address. */
    static LicenceDocument document() {
        return new LicenceDocument(FONT, Optional.empty());
    }

    static BusinessLicence aLicence() {
        return with("辽宁政枢数据服务有限公司", "软件开发；数据处理和存储支持服务；信息系统集成服务；信息技术咨询服务。", false);
    }

    static BusinessLicence with(String name, String scope, boolean sample) {
        return new BusinessLicence(
                LicenceIdentifier.of(
                        "11100000000013338W011", "11330105002500287C", "2026112001", 1),
                ID,
                "91210100MA0P4X2B3E",
                name,
                "有限责任公司（自然人投资或控股）",
                "欧阳一人",
                scope,
                "人民币壹仟万元整",
                LocalDate.of(2018, 3, 9),
                "辽宁省沈阳市浑南区创新路 195-3 号 A 座 1207 室",
                "沈阳市浑南区市场监督管理局",
                LocalDate.of(2026, 11, 20),
                LocalDate.of(2018, 3, 9),
                Optional.empty(),
                new HolderCodeType("001", "统一社会信用代码"),
                sample);
    }

    static String longScope(int items) {
        StringBuilder scope = new StringBuilder();
        for (int i = 1; i <= items; i++) {
            scope.append("第").append(i).append("项：计算机软硬件及辅助设备零售（不含 ISBN 出版物），互联网信息服务；");
        }
        return scope.append("以上至此为止。").toString();
    }
}
