package org.zhengshu.sample.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Logger;
import org.zhengshu.catalogue.boundary.Catalogue;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.elicence.boundary.Licences;
import org.zhengshu.identity.boundary.Accounts;
import org.zhengshu.identity.boundary.ClientSystems;
import org.zhengshu.identity.boundary.Departments;
import org.zhengshu.identity.boundary.FirstAdministrators;
import org.zhengshu.identity.boundary.GeneratedPassword;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.PrivateFile;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.mounting.boundary.Mounts;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SharingRequests;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** Builds the sample world (示例世界): a province, two cities, twelve departments, data and grants. */
@ApplicationScoped
public class SampleLoader {
    private static final Logger LOG = Logger.getLogger(SampleLoader.class.getName());
    private static final String GRANTS = "sample-grants.properties";
    private static final String PROVINCE = "210000";

    @Inject private SampleActs acts;
    @Inject private FirstAdministrators administrators;
    @Inject private Departments departments;
    @Inject private Accounts accounts;
    @Inject private ClientSystems systems;
    @Inject private Catalogue catalogue;
    @Inject private Mounts mounts;
    @Inject private SharingRequests requests;
    @Inject private Licences licences;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** What the loading needs to remember. */
    private static final class World {
        private final Map<String, String> departments = new LinkedHashMap<>();
        private final Map<String, Actor> officers = new TreeMap<>();
        private final Map<String, String> passwords = new LinkedHashMap<>();
        private Actor sysadmin;
        private Actor secadmin;
    }

    public void load() throws IOException {
        World world = new World();
        world.sysadmin = administrators.actor("sysadmin");
        world.secadmin = administrators.actor("secadmin");
        openTenants(world);
        openDepartments(world);
        openAccounts(world);
        registerSystems(world);
        LOG.info("sample departments, accounts and systems are there");
        CatalogueItemView streets = published(world, "civil", SampleEntries.streets());
        CatalogueItemView persons = published(world, "police", SampleEntries.persons());
        CatalogueItemView companies = published(world, "market", SampleEntries.companies());
        CatalogueItemView licenceEntry = published(world, "market", SampleEntries.licences());
        published(world, "health", SampleEntries.announced("201001", "医疗机构名录"));
        published(world, "planning", SampleEntries.announced("217", "公共资源交易项目目录"));
        published(world, "planning", SampleEntries.announced("104001", "公共信用信息目录"));
        published(world, "land", SampleEntries.announced("103002", "不动产单元目录"));
        SampleFiles files = new SampleFiles(settings.config());
        byte[] companyFile = files.companies();
        mount(world, "civil", streets, files.streets());
        mount(world, "police", persons, files.persons());
        mount(world, "market", companies, companyFile);
        LOG.info("sample data is mounted");
        issueLicences(world, licenceEntry);
        Map<String, UUID> grants = grants(world, streets, persons, companies, licenceEntry);
        finish(world, grants);
    }

    private void openTenants(World world) {
        Map.of(PROVINCE, "辽宁省", "210100", "沈阳市", "210200", "大连市")
                .forEach(
                        (code, name) ->
                                acts.as(
                                        world.sysadmin,
                                        () ->
                                                departments.openTenant(
                                                        new Departments.OpenTenant(code, name))));
    }

    private void openDepartments(World world) {
        int number = 1;
        for (SampleDepartments.Sample d : SampleDepartments.ALL) {
            String uscc =
                    SocialCreditCode.of("11" + d.tenant() + "YY%07d".formatted(number++)).value();
            acts.as(
                    world.sysadmin,
                    () ->
                            departments.open(
                                    new Departments.OpenDepartment(
                                            uscc,
                                            d.tenant(),
                                            d.name(),
                                            d.shortName(),
                                            d.authority())));
            world.departments.put(d.login(), uscc);
        }
    }

    private void openAccounts(World world) {
        for (SampleDepartments.Sample d : SampleDepartments.ALL) {
            String password = GeneratedPassword.next();
            Accounts.AccountView account =
                    acts.as(
                            world.sysadmin,
                            () ->
                                    accounts.open(
                                            new Accounts.OpenAccount(
                                                    d.login(),
                                                    d.shortName() + "经办人",
                                                    world.departments.get(d.login()),
                                                    password)));
            acts.as(
                    world.secadmin,
                    () -> accounts.assignRoles(account.id(), new Accounts.AssignRoles(d.roles())));
            world.passwords.put(d.login(), password);
            world.officers.put(d.login(), administrators.actor(d.login()));
        }
    }

    private void registerSystems(World world) throws IOException {
        register(world, "rest-permit", "business", false);
        register(world, "rest-welfare", "civil", false);
        register(world, "soap-tax", "tax", true);
        register(world, "soap-housing", "housing", true);
    }

    private void register(World world, String name, String department, boolean legacy)
            throws IOException {
        Path certificate = settings.data().resolve("pki/clients").resolve(name + ".pem");
        String pem = Files.readString(certificate);
        acts.as(
                world.sysadmin,
                () ->
                        systems.register(
                                new ClientSystems.RegisterSystem(
                                        name,
                                        world.departments.get(department),
                                        pem,
                                        Set.of(Role.DATA_CONSUMER, Role.REQUESTER),
                                        legacy)));
    }

    private CatalogueItemView published(World world, String department, EnterItem entry) {
        Actor officer = world.officers.get(department);
        CatalogueItemView item = acts.as(officer, () -> catalogue.enter(entry));
        acts.as(officer, () -> catalogue.submit(item.id()));
        return acts.as(world.officers.get("business"), () -> catalogue.publish(item.id()));
    }

    private void mount(World world, String department, CatalogueItemView item, Path file)
            throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            acts.as(world.officers.get(department), () -> mounts.load(item.id(), null, in));
        }
    }

    private void mount(World world, String department, CatalogueItemView item, byte[] file) {
        acts.as(
                world.officers.get(department),
                () -> mounts.load(item.id(), null, new ByteArrayInputStream(file)));
    }

    private void issueLicences(World world, CatalogueItemView entry) {
        String type = world.departments.get("market") + "001";
        for (int i = 1; i <= 3; i++) {
            String number = SocialCreditCode.of("91999999YYLC%05d".formatted(i)).value();
            String name = "辽宁示例" + "甲乙丙".charAt(i - 1) + "科技有限公司";
            acts.as(
                    world.officers.get("market"),
                    () ->
                            licences.issue(
                                    new Licences.IssueLicence(
                                            entry.id(),
                                            type,
                                            number,
                                            name,
                                            "有限责任公司",
                                            "示例人",
                                            "软件开发；信息系统集成服务；数据处理服务（示例，不对应任何真实企业）。",
                                            "壹佰万元整",
                                            LocalDate.of(2020, 1, 2),
                                            "辽宁省沈阳市示例路 1 号",
                                            LocalDate.of(2020, 1, 2),
                                            null)));
        }
    }

    private Map<String, UUID> grants(
            World world,
            CatalogueItemView streets,
            CatalogueItemView persons,
            CatalogueItemView companies,
            CatalogueItemView licenceEntry) {
        Map<String, UUID> grants = new LinkedHashMap<>();
        grants.put(
                "rest-permit.streets",
                granted(
                        world,
                        "business",
                        "civil",
                        wish(
                                streets,
                                "行政审批地址核验",
                                null,
                                List.of("code", "name", "area_code"),
                                null,
                                null)));
        grants.put(
                "soap-housing.streets",
                granted(
                        world,
                        "housing",
                        "civil",
                        wish(
                                streets,
                                "房屋坐落核验",
                                null,
                                List.of("code", "name"),
                                RowFilter.where("code", RowFilter.Operator.PREFIX, "21"),
                                null)));
        grants.put(
                "rest-welfare.persons",
                granted(
                        world,
                        "civil",
                        "police",
                        wish(
                                persons,
                                "社会救助对象核对",
                                "最低生活保障审核确认",
                                List.of("id_number", "name", "street_code", "marital_status"),
                                null,
                                100_000L)));
        grants.put(
                "soap-tax.companies",
                granted(
                        world,
                        "tax",
                        "market",
                        wish(
                                companies,
                                "税务登记信息核对",
                                "涉税信息共享",
                                List.of(
                                        "uscc",
                                        "name",
                                        "legal_representative",
                                        "capital",
                                        "status"),
                                null,
                                100_000L)));
        List<String> licenceItems =
                List.of(
                        "identifier",
                        "number",
                        "holder_name",
                        "valid_from",
                        "valid_until",
                        "status",
                        "document");
        grants.put(
                "rest-permit.licences",
                granted(
                        world,
                        "business",
                        "market",
                        wish(licenceEntry, "行政审批免提交证照", "企业开办", licenceItems, null, 100_000L)));
        grants.put(
                "soap-tax.licences",
                granted(
                        world,
                        "tax",
                        "market",
                        wish(licenceEntry, "税务登记信息核对", "涉税信息共享", licenceItems, null, 100_000L)));
        return grants;
    }

    private SubmitSharingRequest wish(
            CatalogueItemView item,
            String purpose,
            String matter,
            List<String> items,
            RowFilter filter,
            Long quota) {
        LocalDate until = clock.instant().atZone(WorkCalendar.ZONE).toLocalDate().plusYears(2);
        return new SubmitSharingRequest(
                item.id(),
                purpose,
                matter,
                matter == null ? null : "示例：履行法定职责所需（部门三定规定）",
                purpose,
                "全部记录",
                "服务接口",
                items,
                filter,
                quota,
                until);
    }

    private UUID granted(World world, String consumer, String provider, SubmitSharingRequest wish) {
        SharingRequestView request =
                acts.as(world.officers.get(consumer), () -> requests.submit(wish));
        if (request.grant() != null) {
            return request.grant();
        }
        return acts.as(world.officers.get(provider), () -> requests.approve(request.id(), null))
                .grant();
    }

    private void finish(World world, Map<String, UUID> grants) {
        Map<String, String> known = new LinkedHashMap<>();
        grants.forEach((name, id) -> known.put(name, id.toString()));
        PrivateFile.write(
                settings.data().resolve("sample-accounts.properties"),
                SampleWorld.properties(world.passwords));
        PrivateFile.write(settings.data().resolve(GRANTS), SampleWorld.properties(known));
    }

    /** Writes what the launcher prints; anew at each start, because the ports may have changed. */
    public void welcome() throws IOException {
        Properties grants = new Properties();
        try (Reader reader = Files.newBufferedReader(settings.data().resolve(GRANTS))) {
            grants.load(reader);
        }
        PrivateFile.write(settings.data().resolve("welcome.txt"), Welcome.text(settings, grants));
    }
}
