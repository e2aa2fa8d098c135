-- Before search_path is cleared: what it was decides the default scope.
SELECT current_setting('server_version_num'), current_user, current_schema()
