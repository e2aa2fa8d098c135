CREATE TABLE member (login text PRIMARY KEY, team int NOT NULL);
CREATE TABLE note (id int PRIMARY KEY, team int, owner text DEFAULT current_user, secret boolean);
CREATE FUNCTION team_of(login text) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT m.team FROM public.member m WHERE m.login = $1 $$;
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Team's notes" ON note USING (team = team_of(current_user)) WITH CHECK (team = team_of(SESSION_USER) AND owner = current_user);
CREATE POLICY not_secret ON note AS RESTRICTIVE FOR SELECT TO PUBLIC USING (NOT secret OR EXISTS (SELECT 1 FROM member m WHERE m.login = note.owner AND m.team IN (1, 2)));
CREATE POLICY adding ON note FOR INSERT WITH CHECK (coalesce(nullif(current_setting('app.team', true), '')::int, 0) = team);
CREATE POLICY deleting ON note FOR DELETE USING (id = ANY (ARRAY(SELECT n.id FROM note n WHERE n.owner = CURRENT_USER)));
CREATE POLICY everybody ON member TO pg_monitor, pg_read_all_stats USING (true);
-- change: POLICY_USING_CHANGED
ALTER POLICY not_secret ON note USING (NOT secret);
